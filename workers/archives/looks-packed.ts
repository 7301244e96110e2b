const sampleBytes = 4096
/** Of the 8 that random bytes have; a sample of them comes to 7.95. Texts have 5, pictures without compression 7.5 at most. */
const packedBits = 7.85

/** Whether nothing is to be gained by packing: every byte is about as frequent as every other, as in photos, films and archives. */
export function looksPacked(content: Uint8Array): boolean {
  if (content.length < sampleBytes) return false
  const counts = new Uint32Array(256)
  const step = content.length / sampleBytes
  for (let at = 0; at < sampleBytes; at += 1) {
    const byte = content[Math.floor(at * step)] ?? 0
    counts[byte] = (counts[byte] ?? 0) + 1
  }
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / sampleBytes) * Math.log2(count / sampleBytes)
  return bits > packedBits
}
