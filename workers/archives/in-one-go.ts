/** The least that zlib takes. */
const leastBytes = 64

/** Options of zlib by which a result of so many bytes is made into one buffer, in one turn. */
export function inOneGo(sizeBytes: number): { chunkSize: number } {
  return { chunkSize: Math.max(leastBytes, sizeBytes) }
}
