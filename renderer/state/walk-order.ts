/**
 * Paths in the order the engine would meet them in below one folder: depth first, the names of a folder by code unit. Names and numbers of results follow
 * from that order, so files that are sent one by one are announced in it.
 */
export function walkOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  for (const [at, name] of left.entries()) {
    const other = right[at]
    if (other === undefined) return 1
    if (name !== other) return name < other ? -1 : 1
  }
  return left.length - right.length
}
