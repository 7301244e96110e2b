/** How long public keys of age are, by what they begin with: X25519, the same with ML-KEM, and two kinds that are held in hardware. */
const keyBytes: Readonly<Record<string, number>> = { age: 32, age1pq: 1216, age1tag: 33, age1tagpq: 1249 }
const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const checksumLetters = 6

/** Whether a text is a public key of age, whole and without a slip: it ends with a checksum. https://age-encryption.org/v1 */
export function isRecipient(text: string): boolean {
  const end = text.lastIndexOf('1')
  const prefix = text.slice(0, end)
  const values = Array.from(text.slice(end + 1), (letter) => letters.indexOf(letter))
  if (end < 0 || !Object.hasOwn(keyBytes, prefix) || values.includes(-1)) return false
  const keyLetters = Math.ceil(((keyBytes[prefix] ?? 0) * 8) / 5)
  return values.length === keyLetters + checksumLetters && remainder([...spread(prefix), ...values]) === 1
}

/** What stands before is part of the checksum, in halves. */
function spread(prefix: string): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Of Bech32. https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki#checksum */
function remainder(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const next = ((sum & 0x1ffffff) << 5) ^ value
    return generators.reduce((mixed, generator, bit) => ((sum >> (25 + bit)) & 1 ? mixed ^ generator : mixed), next)
  }, 1)
}
