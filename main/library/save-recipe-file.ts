import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../contract/fault.ts'

/** Own recipes are for their person only. */
const folderMode = 0o700
const fileMode = 0o600

let attempts = 0

/** Writes a recipe in the own-recipes folder: whole and on disk under its name, or not at all. */
export async function saveRecipeFile(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  const attempt = join(folder, `.mr-recipe-${process.pid}-${attempts++}`)
  try {
    await mkdir(folder, { recursive: true, mode: folderMode })
    await writeDurably(attempt, text)
    await rename(attempt, path)
  } catch (error) {
    await rm(attempt, { force: true }).catch(() => {})
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw new Fault(full ? 'disk-full' : 'io-error', { subject: path, cause: error })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w', fileMode)
  await file.writeFile(text)
  await file.sync()
}
