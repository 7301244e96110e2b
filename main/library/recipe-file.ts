import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { Fault } from '../../contract/fault.ts'
import { maxRecipeLetters } from '../../contract/recipe-fields.ts'
import { ioFault } from '../io/errno.ts'
import { toFs } from '../io/paths.ts'

/** A letter takes at most this many bytes of UTF-8. */
const bytesPerLetter = 4

const utf16Marks = ['fffe', 'feff']

/**
 * The text of a recipe file.
 * @throws Fault `file-missing`, `recipe-no-file` (also for a pipe, which is never waited for), `recipe-wrong` (too long to be one, or not
 * written in UTF-8, so that a text of it would not come out as it was meant), `not-permitted`, `io-error`.
 */
export async function readRecipeFile(path: string): Promise<string> {
  try {
    await requireRecipeFile(path)
    const bytes = await readFile(toFs(path))
    if (!isUtf8(bytes)) throw new Fault('recipe-wrong', { subject: path, why: whyNotUtf8(bytes) })
    return bytes.toString('utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw ioFault(error, path)
  }
}

function whyNotUtf8(bytes: Buffer): string {
  if (utf16Marks.includes(bytes.toString('hex', 0, 2))) return 'It is written in UTF-16. Save it as UTF-8.'
  // Lines are told apart in a text of one letter a byte, so that each can be looked at by itself.
  const lines = bytes.toString('latin1').split('\n')
  const line = 1 + lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1')))
  return `Line ${line} has letters that are not UTF-8. Save the file as UTF-8.`
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
