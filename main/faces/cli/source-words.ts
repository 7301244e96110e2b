import { lstat, readFile } from 'node:fs/promises'
import { Fault } from '../../../contract/fault.ts'
import { decodePath } from '../../../contract/path-text.ts'
import { ioFault } from '../../io/errno.ts'
import { toFs } from '../../io/paths.ts'
import { absolutePath } from './arguments.ts'
import type { World } from './world.ts'

export interface SourceOptions {
  /** Where a list of paths is; `-` is the input. */
  filesFrom?: string
  null?: boolean
}

/**
 * What is to be processed, as absolute paths: the words, then what a list names. A list has a path a line, or ends each with a zero byte; the bytes of
 * names are kept, and relative ones are of the folder the command runs in.
 * @throws Fault `usage-wrong` where nothing is named at all, or the list is no list of that kind, and naming the list when it cannot be read
 */
export async function sourcesOf(
  world: World,
  words: readonly string[],
  { filesFrom, null: byZero = false }: SourceOptions,
): Promise<string[]> {
  if (byZero && filesFrom === undefined)
    throw new Fault('usage-wrong', { subject: '--null needs --files-from', why: 'It says how that list is divided.' })
  const list = filesFrom === undefined ? new Uint8Array() : await listAt(filesFrom, world)
  const listed = byZero ? entriesOf(list, 0) : await linesOf(list, { name: filesFrom ?? '-', cwd: world.cwd })
  const named = [...words, ...listed]
  if (named.length === 0)
    throw new Fault('usage-wrong', { subject: 'nothing to process', why: nothingNamed(filesFrom) })
  return named.map((path) => absolutePath(path, world.cwd))
}

const lineFeed = 10
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * The lines of a list, also of one that a program of Windows wrote: with a byte order mark, and a carriage return before each line feed. A name may end
 * with that itself, as `Icon\r` of macOS does, so it stays where a file of that name is there.
 */
async function linesOf(list: Uint8Array, { name, cwd }: { name: string; cwd: string }): Promise<string[]> {
  if (list.includes(0)) throw new Fault('usage-wrong', { subject: `--files-from ${name}`, why: whyZeros(list) })
  const marked = byteOrderMark.every((byte, at) => list[at] === byte)
  const lines = entriesOf(marked ? list.subarray(byteOrderMark.length) : list, lineFeed)
  if (!areReturned(lines, list.at(-1)) || (await isThere(absolutePath(lines[0] ?? '', cwd)))) return lines
  return lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '')
}

/** Behind the last line there need be no end of one. */
function areReturned(lines: string[], lastByte: number | undefined): boolean {
  const [last = '', ...others] = lines.toReversed()
  const isReturned = (line: string): boolean => line.endsWith('\r')
  return others.every(isReturned) && (isReturned(last) || (others.length > 0 && lastByte !== lineFeed))
}

function whyZeros([first, second]: Uint8Array): string {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isUtf16
    ? 'The list is written in UTF-16. Save it as UTF-8.'
    : 'The list has zero bytes, as of `find -print0`: add --null.'
}

async function isThere(path: string): Promise<boolean> {
  return lstat(toFs(path)).then(
    () => true,
    () => false,
  )
}

function nothingNamed(list: string | undefined): string {
  return list === undefined ? 'Name files or folders, or a list of them with --files-from.' : 'The list is empty.'
}

async function listAt(file: string, world: World): Promise<Uint8Array> {
  if (file === '-') return world.readInput()
  const path = absolutePath(file, world.cwd)
  return readFile(toFs(path)).catch((error: unknown) => {
    throw ioFault(error, path)
  })
}

function entriesOf(bytes: Uint8Array, divider: number): string[] {
  const entries: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(divider, from)
    const end = found < 0 ? bytes.length : found
    if (end > from) entries.push(decodePath(bytes.subarray(from, end)))
    from = end + 1
  }
  return entries
}
