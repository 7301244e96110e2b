/** zlib takes no smaller chunk size. */
const leastBytes = 64

/** Options for zlib's synchronous calls: with a chunk as large as the result, the result comes in one buffer and is never joined from several. */
export function inOneGo(sizeBytes: number): { chunkSize: number } {
  return { chunkSize: Math.max(leastBytes, sizeBytes) }
}
