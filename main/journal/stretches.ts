/** Whole numbers from the first to the last, without a gap. */
export type Stretch = [first: number, last: number]

/** Numbers in any order, as few stretches: one statement for each costs less than one that looks up every number. */
export function stretchesOf(numbers: readonly number[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const open = stretches.at(-1)
    if (open && number <= open[1] + 1) open[1] = number
    else stretches.push([number, number])
  }
  return stretches
}
