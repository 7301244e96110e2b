import { dirname, resolve } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { type ListedFile, nameInLine } from './checksum-list.ts'
import { digestOf } from './digest.ts'
import { type FileValue, nameParts } from './file-value.ts'
import { readChecksumList } from './read-checksum-list.ts'

/** What became of one file of the lists, or of one that is not in them. */
export interface Comparison {
  name: string
  state: 'same' | 'differs' | 'missing' | 'unlisted'
  /** The lists it does not agree with. */
  against: FileValue[]
}

interface Listing {
  lists: readonly FileValue[]
  files: readonly FileValue[]
  progress: (fraction: number) => void
}

/**
 * Compares every file with its lines in the lists, whose names count from the folder each list is in, and tells of it once: it is the same where
 * all of them say so. What a list says of itself is left out: it was being written. Raises `wrong-type` for what is no list, `step-failed` for a name that could be any of several files.
 */
export async function compareChecksums({ lists, files, progress }: Listing): Promise<Comparison[]> {
  const findFiles = finderIn([...files, ...lists])
  const lines = (await Promise.all(lists.map(async (list) => findFiles(list, await readChecksumList(list))))).flat()
  const nameOf = namesIn([...files, ...lists])
  const found = new Map<string, Comparison>()
  for (const [at, line] of lines.entries()) {
    const name = line.file ? nameOf(line.file) : line.name
    found.set(line.place, withLine(found.get(line.place), { name, line, state: await stateOf(line) }))
    progress((at + 1) / lines.length)
  }
  const listed = new Set(lines.map(({ file }) => file))
  const unlisted = files.filter((file) => !listed.has(file))
  return [
    ...found.values(),
    ...unlisted.map((file) => ({ name: nameOf(file), state: 'unlisted' as const, against: [] })),
  ]
}

interface FoundLine extends ListedFile {
  list: FileValue
  /** Undefined for one that is missing. */
  file: FileValue | undefined
  /** Its path, or that it would have. */
  place: string
}

type Told = Pick<Comparison, 'name' | 'state'> & { line: FoundLine }

/** A line that agrees changes nothing of what others say. */
function withLine(before: Comparison | undefined, { name, state, line }: Told): Comparison {
  if (state === 'same') return before ?? { name, state, against: [] }
  return { name, state, against: [...(before?.against ?? []), line.list] }
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
    const besideOf = ({ name }: ListedFile): FileValue | undefined =>
      onlyOf(firstOf(name, (spelt) => atPath(resolve(folder, spelt))))
    const others = lines.map((line) => ({ line, beside: besideOf(line) })).filter(({ beside }) => beside !== list)
    const isApart = others.every(({ beside }) => beside === undefined)
    const below = nameParts(list.origin.name).folder
    return others.map(({ line, beside }) => {
      const name = nameBelow(below, line.name)
      const found = isApart ? firstOf(line.name, (spelt) => named(nameBelow(below, spelt))) : []
      const file = isApart ? theOne(found, { list, name }) : beside
      return { ...line, name, list, file, place: file?.origin.subject ?? resolve(folder, line.name) }
    })
  }
}

/** What is found under a name as it is written, or else under what a program of Windows means by it. */
function firstOf(name: string, find: (name: string) => FileValue[]): FileValue[] {
  const asWritten = find(name)
  if (asWritten.length > 0 || !name.includes('\\')) return asWritten
  return find(name.replaceAll('\\', '/').replace(/^(\.\/)+/, ''))
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
