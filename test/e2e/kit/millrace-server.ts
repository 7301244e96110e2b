import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '../../../main/package-root.ts'

export interface MillraceServer extends AsyncDisposable {
  /** With the key, as it is printed for a person. */
  address: string
  /** A folder the screens may read. */
  photos: string
  /** A folder the screens may write to. */
  results: string
  /** Ends it as a power cut would, and starts it again over the same folders; answers with its new address. */
  restart(): Promise<string>
}

interface ServerWish {
  /** What it may be called besides its address. */
  names?: string[]
  /** Of another copy of the program. */
  root?: string
  /** No folders are listed, and the folder of results is the home of the person. */
  inHome?: boolean
}

/** The built program as a server of its own, ended and forgotten when disposed. */
export async function millraceServer({
  names = [],
  root = packageRoot,
  inHome = false,
}: ServerWish = {}): Promise<MillraceServer> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-e2e-')))
  const [home, photos, results] = ['state', 'photos', 'results'].map((name) => join(path, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [home, photos, results]) await mkdir(folder)
  const roots = [
    { path: photos, access: 'write' },
    { path: results, access: 'write' },
  ]
  const listed = inHome ? { names } : { roots, names }
  await writeFile(join(home, 'settings.json'), JSON.stringify({ server: listed }))
  const env = { MILLRACE_HOME: home, ...(inHome && { HOME: results, USERPROFILE: results }) }
  let child = start(env, root)
  stack.defer(() => end(child))
  const address = await printedAddress(child)
  const restart = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    child = start(env, root)
    return printedAddress(child)
  }
  const kept = stack.move()
  return { address, photos, results, restart, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

function start(env: NodeJS.ProcessEnv, root: string): ChildProcess {
  const launcher = join(root, 'bin/millrace.js')
  return spawn(process.execPath, [launcher, 'serve', '--port', '0'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function printedAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no output.')
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error('The server ended before it said where it is.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  // Twice: files in hand are not waited for.
  child.kill('SIGTERM')
  const hurry = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(hurry)
}
