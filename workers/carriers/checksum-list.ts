import { encodePath } from '../../contract/path-text.ts'
import { type Algorithm, digestOf } from './digest.ts'
import type { FileValue } from './file-value.ts'

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' }
const escaped: Record<string, string> = { '\\': '\\', n: '\n', r: '\r' }

/** A name in one line of text: line breaks and backslashes as two letters each. */
export function nameInLine(name: string): string {
  return name.replace(/[\\\n\r]/g, (letter) => escapes[letter] ?? letter)
}

/** One line as `sha256sum` and its relatives write it; where the name had to be escaped, the line says so at its start. */
export function checksumLine({ digest, name }: { digest: string; name: string }): Buffer {
  const inLine = nameInLine(name)
  const start = `${inLine === name ? '' : '\\'}${digest}  `
  return Buffer.concat([Buffer.from(start), encodePath(inLine), Buffer.from('\n')])
}

export interface ListedFile {
  name: string
  /** Lower-case hex. */
  digest: string
  algorithm: Algorithm
}

/**
 * A line of a list, or undefined for what is none. Both marks of old programs, for text and for bytes, mean the same here. The algorithm is told
 * by the length of the digest; where two have the same, `ambiguous` decides.
 */
export function parseChecksumLine(line: string, { ambiguous }: { ambiguous: Algorithm }): ListedFile | undefined {
  const [, tag, inTag, tagged] = /^(\w+) \((.+)\) = ([\da-f]{32,128})$/i.exec(line) ?? []
  const [, mark, plain, listed] = /^(\\?)([\da-f]{32,128}) [ *](.+)$/i.exec(line) ?? []
  const digest = (tagged ?? plain)?.toLowerCase()
  const name = inTag ?? listed
  if (digest === undefined || name === undefined) return undefined
  const algorithm = byLength[digest.length] ?? (tag?.toLowerCase() === 'blake3' ? 'blake3' : ambiguous)
  const written = mark ? name.replace(/\\([\\nr])/g, (_, letter: string) => escaped[letter] ?? letter) : name
  return { name: written.replace(/^(\.\/)+/, ''), digest, algorithm }
}

const byLength: Record<number, Algorithm> = { 32: 'md5', 40: 'sha1', 128: 'sha512' }

/** The list of files in the order of their names by code unit, one line each as soon as it is known. */
export async function* checksumList(
  files: readonly FileValue[],
  { algorithm, progress }: { algorithm: Algorithm; progress: (fraction: number) => void },
): AsyncGenerator<Buffer> {
  const sorted = files.toSorted((a, b) => (a.origin.name < b.origin.name ? -1 : 1))
  for (const [at, file] of sorted.entries()) {
    yield checksumLine({ digest: await digestOf(file, algorithm), name: file.origin.name })
    progress((at + 1) / sorted.length)
  }
}
