/** A row before and what it has become; −1 where there is none on that side. */
export interface RowPair {
  before: number
  after: number
}

/**
 * Which row has become which, in order: rows that are alike belong together, and where one side has more, those least like any other stand alone.
 * `alike` is 0..1. Takes time and memory of the product of both lengths.
 */
export function alignRows(
  lengths: { before: number; after: number },
  alike: (before: number, after: number) => number,
): RowPair[] {
  const { before, after } = lengths
  const wide = after + 1
  const best = new Float32Array((before + 1) * wide)
  const score = (row: number, column: number) => best[row * wide + column] ?? 0
  // Two rows that have nothing in common are still more likely one changed row than one that went and one that came.
  const together = (row: number, column: number) => 1 + alike(row, column)
  for (let row = before - 1; row >= 0; row--)
    for (let column = after - 1; column >= 0; column--)
      best[row * wide + column] = Math.max(
        score(row + 1, column + 1) + together(row, column),
        score(row + 1, column),
        score(row, column + 1),
      )
  const pairs: RowPair[] = []
  let [row, column] = [0, 0]
  while (row < before || column < after) {
    const isTogether =
      row < before && column < after && isNear(score(row, column), score(row + 1, column + 1) + together(row, column))
    if (isTogether) pairs.push({ before: row++, after: column++ })
    else if (row < before && isNear(score(row, column), score(row + 1, column)))
      pairs.push({ before: row++, after: -1 })
    else pairs.push({ before: -1, after: column++ })
  }
  return pairs
}

/** Sums of small numbers, held in half the digits. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-3
}
