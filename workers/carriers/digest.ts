import { createHash } from 'node:crypto'
import type { FileValue } from './file-value.ts'

export const algorithms = ['sha256', 'blake3', 'md5', 'sha1', 'sha512'] as const
export type Algorithm = (typeof algorithms)[number]

interface Hasher {
  update(chunk: Uint8Array): unknown
  digest(encoding: 'hex'): string
}

/** Lower-case hex of the file's content, read once; what the receipt's reading knows already is not computed again. */
export async function digestOf(file: FileValue, algorithm: Algorithm): Promise<string> {
  const { digest } = file.origin
  if (algorithm === 'sha256' && file.isUnchanged && digest) return digest()
  const hasher = await hasherOf(algorithm)
  for await (const chunk of file.chunks(() => {})) hasher.update(chunk)
  return hasher.digest('hex')
}

/** Made once: that takes longer than to hash a small file. */
let blake3: Promise<Hasher & { init(): Hasher }> | undefined

/** One at a time: the next call begins anew. */
async function hasherOf(algorithm: Algorithm): Promise<Hasher> {
  if (algorithm !== 'blake3') return createHash(algorithm)
  blake3 ??= import('hash-wasm').then(({ createBLAKE3 }) => createBLAKE3())
  return (await blake3).init()
}
