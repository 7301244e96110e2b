import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Fault } from '../../contract/fault.ts'
import { maxRecipeLetters } from '../../contract/recipe-text.ts'

/** A letter takes at most this many bytes of UTF-8. */
const bytesPerLetter = 4

/**
 * The text of a recipe file.
 * @throws Fault `file-missing`, `file-special` (also for a pipe, which is never waited for), `too-large`, `not-permitted`, `io-error`.
 */
export async function readRecipeFile(path: string): Promise<string> {
  try {
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    await requireRecipeSize(file, path)
    return (await file.readFile('utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    throw faultOf(error, path)
  }
}

async function requireRecipeSize(file: FileHandle, path: string): Promise<void> {
  const stats = await file.stat()
  if (!stats.isFile()) throw new Fault('file-special', { subject: path })
  if (stats.size > maxRecipeLetters * bytesPerLetter)
    throw new Fault('too-large', { subject: path, why: `A recipe has at most ${maxRecipeLetters / 1024} KiB of text.` })
}

const codes: Record<string, 'file-missing' | 'not-permitted' | 'file-special'> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EISDIR: 'file-special',
  ENXIO: 'file-special',
}

function faultOf(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new Fault(codes[errno] ?? 'io-error', { subject: path, cause: error })
}
