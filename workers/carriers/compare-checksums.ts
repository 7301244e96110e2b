import { isUtf8 } from 'node:buffer'
import { dirname, resolve } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { decodePath } from '../../contract/path-text.ts'
import { type ListedFile, nameInLine, parseChecksumLine } from './checksum-list.ts'
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

/**
 * Compares every file with its line in the lists, whose names count from the folder each list is in. Raises `wrong-type` for what is no list,
 * `step-failed` for a name that could be any of several files.
 */
export async function compareChecksums({ lists, files, progress }: Listing): Promise<Comparison[]> {
  const findFiles = finderIn(files)
  const lines = (await Promise.all(lists.map(async (list) => findFiles(list, await readList(list))))).flat()
  const nameOf = namesIn(files)
  const found: Comparison[] = []
  for (const [at, line] of lines.entries()) {
    found.push({ name: line.file ? nameOf(line.file) : line.name, state: await stateOf(line) })
    progress((at + 1) / lines.length)
  }
  const listed = new Set(lines.map(({ file }) => file))
  for (const file of files) if (!listed.has(file)) found.push({ name: nameOf(file), state: 'unlisted' })
  return found
}

interface FoundLine extends ListedFile {
  /** Undefined for one that is missing. */
  file: FileValue | undefined
}

async function stateOf({ file, digest, algorithm }: FoundLine): Promise<Comparison['state']> {
  if (!file) return 'missing'
  return (await digestOf(file, algorithm)) === digest ? 'same' : 'differs'
}

/** As the person knows a file; where several are known by one name, by the path of each. */
function namesIn(files: readonly FileValue[]): (file: FileValue) => string {
  const byName = Map.groupBy(files, ({ origin }) => origin.name)
  return ({ origin: { name, subject } }) => ((byName.get(name)?.length ?? 0) > 1 ? subject : name)
}

/**
 * A list with any of its files beside it is that of its folder, and what is not there is missing, even where another folder that was chosen has a
 * file of that name. The files of a list that lies apart from all of them are found by their names below what was chosen.
 */
function finderIn(files: readonly FileValue[]): (list: FileValue, lines: ListedFile[]) => FoundLine[] {
  const atPath = filesBy(files, ({ origin }) => origin.subject)
  const named = filesBy(files, ({ origin }) => origin.name)
  return (list, lines) => {
    const folder = dirname(list.origin.subject)
    const beside = lines.map(({ name }) => onlyOf(atPath(resolve(folder, name))))
    const isApart = beside.every((file) => file === undefined)
    return lines.map((line, at) => {
      const name = nameBelow(nameParts(list.origin.name).folder, line.name)
      return { ...line, name, file: isApart ? theOne(named(name), { list, name }) : beside[at] }
    })
  }
}

function nameBelow(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

function onlyOf([only, ...others]: FileValue[]): FileValue | undefined {
  return others.length === 0 ? only : undefined
}

function theOne(found: FileValue[], { list, name }: { list: FileValue; name: string }): FileValue | undefined {
  if (found.length < 2) return found[0]
  const why = `Several files are called ${nameInLine(name)} and the folder of the list does not tell which is meant: check each folder by itself.`
  throw new Fault('step-failed', { subject: list.origin.subject, why })
}

/**
 * The files of a text. One that is not there may be there in another Unicode form: macOS used to write `é` as two letters and Linux keeps one, so a
 * list that has travelled names its files in its own way. Where several files are one text in that sense, only the exact one is meant.
 */
function filesBy(files: readonly FileValue[], textOf: (file: FileValue) => string): (text: string) => FileValue[] {
  const exact = Map.groupBy(files, textOf)
  const byForm = Map.groupBy(files, (file) => textOf(file).normalize())
  return (text) => exact.get(text) ?? byForm.get(text.normalize()) ?? []
}

async function readList(list: FileValue): Promise<ListedFile[]> {
  const { subject, name: listName } = list.origin
  const ambiguous = /b3|blake3/i.test(listName) ? 'blake3' : 'sha256'
  return (await linesOf(list)).map((line, at) => {
    const parsed = parseChecksumLine(line, { ambiguous })
    if (!parsed) throw new Fault('wrong-type', { subject, why: `Line ${at + 1} is not a known checksum and a name.` })
    return parsed
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
