import { isUtf8 } from 'node:buffer'
import { Fault } from '../../contract/fault.ts'
import { decodePath } from '../../contract/path-text.ts'
import { type ListedFile, parseChecksumLine } from './checksum-list.ts'
import { digestOf } from './digest.ts'
import { type FileValue, nameParts } from './file-value.ts'

/** Larger texts are no lists of checksums that a person hands over. */
const largestListBytes = 256 * 2 ** 20

/** What became of one file of the list, or of one that is not in it. */
export interface Comparison {
  name: string
  state: 'same' | 'differs' | 'missing' | 'unlisted'
}

interface Listing {
  lists: readonly FileValue[]
  files: readonly FileValue[]
  progress: (fraction: number) => void
}

/** Compares every file with its line in the lists, whose names count from the folder each list is in. Raises `wrong-type` for what is no list. */
export async function compareChecksums({ lists, files, progress }: Listing): Promise<Comparison[]> {
  const byName = new Map(files.map((file) => [file.origin.name, file]))
  const listed = (await Promise.all(lists.map(readList))).flat().map(asNamedBy(byName))
  const found: Comparison[] = []
  for (const [at, { name, digest, algorithm }] of listed.entries()) {
    const file = byName.get(name)
    const state = file === undefined ? 'missing' : (await digestOf(file, algorithm)) === digest ? 'same' : 'differs'
    found.push({ name, state })
    progress((at + 1) / listed.length)
  }
  const known = new Set(listed.map(({ name }) => name))
  for (const name of byName.keys()) if (!known.has(name)) found.push({ name, state: 'unlisted' })
  return found
}

/**
 * A name that is not there may be there in another Unicode form: macOS used to write `é` as two letters and Linux keeps one, so a list that has
 * travelled names its files in its own way. Where several files are one name in that sense, only the exact one is meant.
 */
function asNamedBy(byName: ReadonlyMap<string, FileValue>): (listed: ListedFile) => ListedFile {
  const byForm = Map.groupBy(byName.keys(), (name) => name.normalize())
  return (listed) => {
    const [only, ...others] = byForm.get(listed.name.normalize()) ?? []
    const isOther = !byName.has(listed.name) && only !== undefined && others.length === 0
    return isOther ? { ...listed, name: only } : listed
  }
}

async function readList(list: FileValue): Promise<ListedFile[]> {
  const { subject, name: listName } = list.origin
  const ambiguous = /b3|blake3/i.test(listName) ? 'blake3' : 'sha256'
  const { folder } = nameParts(listName)
  return (await linesOf(list)).map((line, at) => {
    const parsed = parseChecksumLine(line, { ambiguous })
    if (!parsed) throw new Fault('wrong-type', { subject, why: `Line ${at + 1} is not a known checksum and a name.` })
    return { ...parsed, name: folder === '' ? parsed.name : `${folder}/${parsed.name}` }
  })
}

async function linesOf(list: FileValue): Promise<string[]> {
  const { subject, sizeBytes = 0 } = list.origin
  if (sizeBytes > largestListBytes) throw new Fault('too-large', { subject, why: 'No list of checksums is that long.' })
  const chunks: Uint8Array[] = []
  for await (const chunk of list.chunks(() => {})) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const text = isUtf8(bytes) ? bytes.toString() : decodePath(bytes)
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
}
