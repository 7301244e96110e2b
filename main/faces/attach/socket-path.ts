import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, lstat, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault } from '../../../contract/fault.ts'

/** A socket's path has to fit `sun_path`: 104 bytes on macOS, 108 on Linux, with the closing zero. */
const longestPathBytes = 100

/**
 * Where the owner of a state folder listens: in the folder itself, under a hashed name in a private temporary folder where that
 * path is too long, or as a named pipe on Windows. The same for every spelling of the folder's path.
 */
export async function faceSocketPath(stateFolder: string, platform = process.platform): Promise<string> {
  if (platform === 'win32') return pipeCalled(await readFile(tellsPipe(stateFolder), 'utf8').catch(() => ''))
  const folder = await realpath(stateFolder).catch(() => stateFolder)
  const direct = join(folder, 'engine.sock')
  if (Buffer.byteLength(direct) <= longestPathBytes) return direct
  return join(tmpdir(), `millrace-${process.getuid?.()}`, `${hashOf(folder)}.sock`)
}

/** Whether an owner may listen there. Where the system keeps a name of every socket and there is none, nobody does; a dead owner's may be left. */
export function mayListen(socketPath: string, platform = process.platform): boolean {
  return platform === 'win32' || existsSync(socketPath)
}

/**
 * The same for the owner, who is about to listen there. Anybody on a computer may give a pipe any name: that of Windows is a new one each time, which only
 * whoever may read the state folder can know before it is in use.
 */
export async function newSocketPath(stateFolder: string, platform = process.platform): Promise<string> {
  if (platform === 'win32') await writeFile(tellsPipe(stateFolder), newName(), { mode: 0o600 })
  return faceSocketPath(stateFolder, platform)
}

/** Nobody looks for the owner there any more. */
export async function forgetSocketPath(stateFolder: string, platform = process.platform): Promise<void> {
  if (platform === 'win32') await rm(tellsPipe(stateFolder), { force: true }).catch(() => {})
}

/** The file that says what the pipe is called. */
const tellsPipe = (stateFolder: string): string => join(stateFolder, 'engine.pipe')

const newName = (): string => randomBytes(16).toString('hex')

/** Where nothing is told, a pipe that nobody has. */
function pipeCalled(name: string): string {
  return `\\\\.\\pipe\\millrace-${/^[0-9a-f]{32}$/.test(name) ? name : newName()}`
}

/**
 * Makes sure that the folder of the socket is there and that nobody else can put anything into it.
 * @throws Fault `state-unusable` when the temporary folder belongs to somebody else
 */
export async function makeSocketFolder(socketPath: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = dirname(socketPath)
  if (dirname(folder) !== tmpdir() || socketPath.endsWith('engine.sock')) return
  await mkdir(folder, { mode: 0o700 }).catch(() => {})
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Fault('state-unusable', { subject: folder, why: 'The folder for its socket belongs to somebody else.' })
  await chmod(folder, 0o700)
}

function hashOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 32)
}
