import { createCipheriv, createHmac, type Hmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

/** WinZip's AES, as every program of today opens it. https://www.winzip.com/en/support/aes-encryption/ */
export interface AesStrength {
  keyBytes: 16 | 24 | 32
  saltBytes: 8 | 12 | 16
}

export const strengths: Record<number, AesStrength> = {
  1: { keyBytes: 16, saltBytes: 8 },
  2: { keyBytes: 24, saltBytes: 12 },
  3: { keyBytes: 32, saltBytes: 16 },
}

/** What new archives are encrypted with. */
export const newStrength = { number: 3, keyBytes: 32, saltBytes: 16 } as const

export const verifierBytes = 2
export const authenticationBytes = 10

/** One entry's keys, from a passphrase and the entry's salt. */
export class ZipAes {
  /** Tells a wrong passphrase but for one time in 65,536. */
  readonly verifier: Buffer
  readonly #key: Buffer
  readonly #hmac: Hmac
  #keystream = Buffer.alloc(0)
  #block = 1n

  constructor(passphrase: string, salt: Buffer, { keyBytes }: AesStrength) {
    const keys = pbkdf2Sync(passphrase, salt, 1000, keyBytes * 2 + verifierBytes, 'sha1')
    this.#key = keys.subarray(0, keyBytes)
    this.#hmac = createHmac('sha1', keys.subarray(keyBytes, keyBytes * 2))
    this.verifier = keys.subarray(keyBytes * 2)
  }

  encrypt(plain: Uint8Array): Buffer {
    const secret = this.#crossed(plain)
    this.#hmac.update(secret)
    return secret
  }

  decrypt(secret: Uint8Array): Buffer {
    this.#hmac.update(secret)
    return this.#crossed(secret)
  }

  /** Of all that was encrypted or decrypted; the last call. */
  authentication(): Buffer {
    return this.#hmac.digest().subarray(0, authenticationBytes)
  }

  isAuthentic(code: Buffer): boolean {
    return code.length === authenticationBytes && timingSafeEqual(this.authentication(), code)
  }

  #crossed(bytes: Uint8Array): Buffer {
    const keystream = this.#take(bytes.length)
    const crossed = Buffer.allocUnsafe(bytes.length)
    for (let at = 0; at < bytes.length; at += 1) crossed[at] = (bytes[at] ?? 0) ^ (keystream[at] ?? 0)
    return crossed
  }

  /** What was left of the last block comes first. */
  #take(length: number): Buffer {
    const missing = length - this.#keystream.length
    if (missing > 0) this.#keystream = Buffer.concat([this.#keystream, this.#blocks(Math.ceil(missing / 16))])
    const taken = this.#keystream.subarray(0, length)
    this.#keystream = this.#keystream.subarray(length)
    return taken
  }

  /** The counter is little-endian, which no cipher of OpenSSL is: so it is encrypted block by block, many at once. */
  #blocks(count: number): Buffer {
    const counters = Buffer.alloc(count * 16)
    for (let at = 0; at < count; at += 1) counters.writeBigUInt64LE(this.#block + BigInt(at), at * 16)
    this.#block += BigInt(count)
    const cipher = createCipheriv(`aes-${this.#key.length * 8}-ecb`, this.#key, null).setAutoPadding(false)
    return Buffer.concat([cipher.update(counters), cipher.final()])
  }
}
