import { readFile } from 'node:fs/promises'
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
 * What is to be processed, as absolute paths: the words, then what a list names. A list has a path a line, or ends each with a zero byte; its bytes are
 * kept, and relative ones are of the folder the command runs in.
 * @throws Fault `usage-wrong` where nothing is named at all, and naming the list when it cannot be read
 */
export async function sourcesOf(
  world: World,
  words: readonly string[],
  { filesFrom, null: byZero = false }: SourceOptions,
): Promise<string[]> {
  if (byZero && filesFrom === undefined)
    throw new Fault('usage-wrong', { subject: '--null needs --files-from', why: 'It says how that list is divided.' })
  const listed = filesFrom === undefined ? [] : entriesOf(await listAt(filesFrom, world), byZero ? 0 : lineFeed)
  const named = [...words, ...listed]
  if (named.length === 0)
    throw new Fault('usage-wrong', { subject: 'nothing to process', why: nothingNamed(filesFrom) })
  return named.map((path) => absolutePath(path, world.cwd))
}

const lineFeed = 10

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
