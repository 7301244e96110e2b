import { readFile, stat } from 'node:fs/promises'
import { Fault } from '../../contract/fault.ts'
import { maxRecipeLetters } from '../../contract/recipe-fields.ts'
import { ioFault } from '../io/errno.ts'
import { toFs } from '../io/paths.ts'

/** A letter takes at most this many bytes of UTF-8. */
const bytesPerLetter = 4

/**
 * The text of a recipe file.
 * @throws Fault `file-missing`, `recipe-no-file` (also for a pipe, which is never waited for), `recipe-wrong` (too long to be one), `not-permitted`, `io-error`.
 */
export async function readRecipeFile(path: string): Promise<string> {
  try {
    await requireRecipeFile(path)
    return (await readFile(toFs(path), 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** When a recipe file was last written, in epoch milliseconds; 0 where that cannot be told. */
export async function changedMsOf(path: string): Promise<number> {
  return (await stat(toFs(path)).catch(() => null))?.mtimeMs ?? 0
}

async function requireRecipeFile(path: string): Promise<void> {
  const stats = await stat(toFs(path))
  if (!stats.isFile())
    throw new Fault('recipe-no-file', { subject: path, why: stats.isDirectory() ? 'It is a folder.' : '' })
  if (stats.size > maxRecipeLetters * bytesPerLetter)
    throw new Fault('recipe-wrong', {
      subject: path,
      why: `A recipe has at most ${maxRecipeLetters / 1024} KiB of text.`,
    })
}
