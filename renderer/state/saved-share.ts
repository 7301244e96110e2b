/** Less is told as nothing: it would be called 0%. */
export const leastShare = 0.005

/** How much smaller a result is than what it was made of, 0 to 1; below 0 where it is larger. Of nothing nothing is saved. */
export function savedShare(sizeBytes: number, outBytes: number): number {
  return sizeBytes === 0 ? 0 : 1 - outBytes / sizeBytes
}
