/** What stands encrypted before the content; its last byte tells most wrong passphrases. */
export const oldHeaderBytes = 12

/** The cipher of the first zips, which keeps nobody out who knows it: read, since many still use it, and never written. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 6.1 */
export class ZipOldCipher {
  #low = 0x12345678
  #middle = 0x23456789
  #high = 0x34567890

  constructor(passphrase: string) {
    for (const byte of Buffer.from(passphrase)) this.#turn(byte)
  }

  /** The next bytes, in their order. */
  decrypt(secret: Uint8Array): Buffer {
    const plain = Buffer.allocUnsafe(secret.length)
    for (let at = 0; at < secret.length; at += 1) {
      const mask = (this.#high | 2) & 0xffff
      const byte = (secret[at] ?? 0) ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 0xff)
      plain[at] = byte
      this.#turn(byte)
    }
    return plain
  }

  #turn(byte: number): void {
    this.#low = turned(this.#low, byte)
    this.#middle = (Math.imul((this.#middle + (this.#low & 0xff)) | 0, 134_775_813) + 1) | 0
    this.#high = turned(this.#high, this.#middle >>> 24)
  }
}

/** One step of CRC-32; a call of zlib for each byte would take a hundred times as long. */
function turned(crc: number, byte: number): number {
  return (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
}

const table = Int32Array.from({ length: 256 }, (_, start) => {
  let crc = start
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})
