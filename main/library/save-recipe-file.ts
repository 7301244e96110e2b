import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { recipeFileFault } from './recipe-fault.ts'

/** Own recipes are for their person only. */
const folderMode = 0o700
const fileMode = 0o600

let attempts = 0

/** Writes a recipe in the own-recipes folder: whole and on disk under its name, or not at all. Faults: `disk-full`, `read-only`, `not-permitted`, `io-error`. */
export async function saveRecipeFile(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  const attempt = join(folder, `.mr-recipe-${process.pid}-${attempts++}`)
  try {
    await mkdir(folder, { recursive: true, mode: folderMode })
    await writeDurably(attempt, text)
    await rename(attempt, path)
  } catch (error) {
    await rm(attempt, { force: true }).catch(() => {})
    throw recipeFileFault(error, path)
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w', fileMode)
  await file.writeFile(text)
  await file.sync()
}
