const leastBytes = 2 ** 18

/** The same bytes in chunks that are worth a call of the system each: short ones, as headers and small files, are put together. */
export async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of chunks) {
    waiting.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes < leastBytes) continue
    yield waiting.length === 1 ? chunk : Buffer.concat(waiting, sizeBytes)
    waiting = []
    sizeBytes = 0
  }
  if (sizeBytes > 0) yield Buffer.concat(waiting, sizeBytes)
}
