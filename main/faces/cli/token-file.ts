import { readFile, stat } from 'node:fs/promises'
import { Fault } from '../../../contract/fault.ts'
import { errnoOf, ioFault } from '../../io/errno.ts'
import { toFs } from '../../io/paths.ts'
import { writePrivately } from '../../io/publishing/whole-file.ts'
import { newToken } from '../server/access.ts'

/** As many letters and digits as nobody guesses. */
const tokenForm = /^[\w-]{32,200}$/
const ofOthers = 0o077

/**
 * The token that is kept in a file, for a server that has the same one at each start. Where there is no file it is made, for its person only.
 * @throws Fault `usage-wrong` where others may read it, or what it holds is no token
 */
export async function keptToken(path: string): Promise<string> {
  const text = await readFile(toFs(path), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null
    throw ioFault(error, path)
  })
  if (text === null) return makeToken(path)
  await requirePrivate(path)
  const token = text.trim()
  if (tokenForm.test(token)) return token
  const why = 'It holds no token: that is 32 to 200 letters, digits, - or _. Remove it, and one is made.'
  throw new Fault('usage-wrong', { subject: path, why })
}

async function makeToken(path: string): Promise<string> {
  const token = newToken()
  await writePrivately(path, `${token}\n`)
  return token
}

async function requirePrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(toFs(path))
  if ((mode & ofOthers) === 0) return
  throw new Fault('usage-wrong', { subject: path, why: 'Others may read it. Make it private: chmod 600.' })
}
