/** The largest of any number of numbers, `-Infinity` of none. A hundred thousand are too many to be arguments of one call of `Math.max`. */
export function largest(numbers: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY
  for (const number of numbers) if (number > most) most = number
  return most
}
