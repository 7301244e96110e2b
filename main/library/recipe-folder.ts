import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { slugOf } from '../../contract/slug.ts'

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

/** The recipe files of a folder, sorted by name; none when it is not there. */
export async function recipesIn(folder: string, { builtIn }: { builtIn: boolean }): Promise<RecipeEntry[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => ending.test(name) && !name.startsWith('.'))
    .map((name) => ({ name: slugOf(titleOfFile(name)), path: join(folder, name), builtIn }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
