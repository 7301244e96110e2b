import { encodePath } from '../../contract/path-text.ts'
import { type Algorithm, algorithms, digestOf } from './digest.ts'
import type { Lent } from '../file-ticket.ts'
import { type LentRun, lentRuns, ticketsOf } from '../lent-runs.ts'
import { shareOut } from '../crew.ts'
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
 * A line of a list, or undefined for what is none, or is of an algorithm that is not known here. Both marks of old programs, for text and for bytes,
 * mean the same here. The algorithm is told by the line or by the length of the digest; where two have the same, `ambiguous` decides.
 */
export function parseChecksumLine(line: string, { ambiguous }: { ambiguous: Algorithm }): ListedFile | undefined {
  const found = taggedLine.exec(line) ?? plainLine.exec(line)
  const { mark, tag, name, digest } = (found?.groups ?? {}) as Partial<LineParts>
  if (digest === undefined || name === undefined) return undefined
  const algorithm = tag === undefined ? algorithmOf(digest, { ambiguous }) : tags[tag.toLowerCase()]
  if (algorithm === undefined || digitsOf[algorithm] !== digest.length) return undefined
  const written = mark ? name.replace(/\\([\\nr])/g, (_, letter: string) => escaped[letter] ?? letter) : name
  return { name: written.replace(/^(\.\/)+/, ''), digest: digest.toLowerCase(), algorithm }
}

/** Told by the length of a digest; undefined for one that none known here has. */
export function algorithmOf(digest: string, { ambiguous }: { ambiguous: Algorithm }): Algorithm | undefined {
  const [first, ...others] = algorithms.filter((algorithm) => digitsOf[algorithm] === digest.length)
  return others.length > 0 ? ambiguous : first
}

type LineParts = Record<'mark' | 'tag' | 'name' | 'digest', string>

/** As BSD and `--tag` write it, and OpenSSL without blanks. */
const taggedLine = /^(?<mark>\\?)(?<tag>[\w/-]+) ?\((?<name>.+)\) ?= (?<digest>[\da-f]+)$/is
const plainLine = /^(?<mark>\\?)(?<digest>[\da-f]+) [ *](?<name>.+)$/is

const digitsOf: Record<Algorithm, number> = { md5: 32, sha1: 40, sha256: 64, blake3: 64, sha512: 128 }
const tags: Record<string, Algorithm> = {
  ...Object.fromEntries(algorithms.map((algorithm) => [algorithm, algorithm])),
  'sha2-256': 'sha256',
  'sha2-512': 'sha512',
}

/** The list of files in the order of how they are called in it by code unit, one line each as soon as it is known. */
export async function* checksumList(
  files: readonly FileValue[],
  { algorithm, progress }: { algorithm: Algorithm; progress: (fraction: number) => void },
): AsyncGenerator<Buffer> {
  const nameOf = namesIn(files)
  const sorted = files.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  let count = 0
  for (const run of lentRuns(sorted, (file) => lentFor(file, algorithm)))
    for await (const listed of 'pieces' in run ? digestsOf(run, algorithm) : [await digested(run.file, algorithm)]) {
      yield Buffer.concat(listed.map(({ file, digest }) => checksumLine({ digest, name: nameOf(file) })))
      count += listed.length
      progress(count / sorted.length)
    }
}

/**
 * As the person knows the files; by their paths, all of them, where several are known by one name, as of two folders: by that name nobody would find
 * either, and a list is about one place. What was made of one file on the way has no path of its own.
 */
function namesIn(files: readonly FileValue[]): (file: FileValue) => string {
  const differ = (texts: string[]): boolean => new Set(texts).size === texts.length
  const byPath = !differ(files.map(({ origin }) => origin.name)) && differ(files.map(({ origin }) => origin.subject))
  return ({ origin }) => (byPath ? origin.subject : origin.name)
}

interface Line {
  digest: string
  file: FileValue
}

/** The one algorithm that is not part of the system's library is slow to set up in each thread. */
function lentFor(file: FileValue, algorithm: Algorithm): Lent | undefined {
  return file.isUnchanged && algorithm !== 'blake3' ? file.origin.lent : undefined
}

async function digested(file: FileValue, algorithm: Algorithm): Promise<Line[]> {
  return [{ digest: await digestOf(file, algorithm), file }]
}

/** Small files by several threads; what was read for the list is their seal too. */
async function* digestsOf({ pieces }: LentRun<FileValue>, algorithm: Algorithm): AsyncGenerator<Line[]> {
  if (algorithm === 'blake3') return
  const inputs = pieces.map((piece) => ({ tickets: ticketsOf(piece), algorithm }))
  let at = 0
  for await (const { digests, sha256s } of shareOut('digestFiles', inputs)) {
    const piece = pieces[at++] ?? []
    for (const [n, { lent }] of piece.entries()) lent.sealAs(sha256s[n] ?? '')
    yield piece.map(({ file }, n) => ({ digest: digests[n] ?? '', file }))
  }
}
