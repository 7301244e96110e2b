import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { slugOf } from '../../contract/slug.ts'
import { errnoOf, ioFault } from '../io/errno.ts'
import { toFs } from '../io/paths.ts'

/** A recipe file by the name it is called by. */
export interface RecipeEntry {
  name: string
  path: string
  builtIn: boolean
}

const ending = /(?:\.millrace)?\.(?:ya?ml|json)$/i

/** A word with a separator, or that ends like a recipe file, is a path; anything else is a name. */
export function isRecipePath(word: string): boolean {
  return /[/\\]/.test(word) || /\.(?:ya?ml|json)$/i.test(word)
}

/** What a recipe file is called where the recipe itself does not say. */
export function titleOfFile(path: string): string {
  return basename(path).replace(ending, '')
}

/**
 * The recipe files of a folder, sorted by name; none when it is not there.
 * @throws Fault of one that is there and cannot be looked into: `name-taken` where it is a file, `not-permitted`, `io-error`.
 */
export async function recipesIn(folder: string, { builtIn }: { builtIn: boolean }): Promise<RecipeEntry[]> {
  const names = await readdir(toFs(folder)).catch((error) => noneOr(error, folder))
  return names
    .filter((name) => ending.test(name) && !name.startsWith('.'))
    .map((name) => ({ name: slugOf(titleOfFile(name)), path: join(folder, name), builtIn }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function noneOr(error: unknown, folder: string): Promise<string[]> {
  const errno = errnoOf(error)
  if (errno === 'ENOENT') return []
  // The same is said where what it would lie in is a file.
  if (errno === 'ENOTDIR' && (await isThere(folder)))
    throw new Fault('name-taken', { subject: folder, why: 'It is not a folder.', cause: error })
  throw ioFault(error, folder)
}

function isThere(path: string): Promise<boolean> {
  return stat(toFs(path)).then(
    () => true,
    () => false,
  )
}
