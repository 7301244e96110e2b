import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('./paced-cli.ts', import.meta.url))

/** A folder with a state folder of its own in it; gone when disposed. */
export async function sandbox(): Promise<AsyncDisposable & { path: string; state: string }> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  return { path: folder.path, state: join(folder.path, 'state'), [Symbol.asyncDispose]: () => folder.remove() }
}

interface Surroundings {
  state: string
  paceMs: number
  cwd?: string
}

/** The words that run the small command line, for a shell or `spawn`. */
export function cliCommand(args: string[]): [string, ...string[]] {
  return [process.execPath, cli, ...args]
}

export function cliEnv({ state, paceMs }: Surroundings): NodeJS.ProcessEnv {
  return { ...process.env, MILLRACE_HOME: state, PACE_MS: String(paceMs), TERM: 'xterm', LANG: 'C.UTF-8' }
}

/** One command line in a process of its own, with what it prints. */
export class CliProcess {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; signal: string | null }>
  stdout = ''
  stderr = ''
  #onOutput: (() => void) | undefined

  constructor(args: string[], surroundings: Surroundings) {
    const [program, ...words] = cliCommand(args)
    const { cwd = '/' } = surroundings
    this.child = spawn(program, words, { env: cliEnv(surroundings), cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take('stdout', text))
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#take('stderr', text))
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }))
  }

  /** Resolves once `text` has been printed to stdout; rejects when the process ends without. */
  async printed(text: string): Promise<void> {
    const ended = this.ended.then(({ code }) => {
      throw new Error(`It ended with ${code} before it printed ${text}: ${this.stdout}${this.stderr}`)
    })
    ended.catch(() => {})
    while (!this.stdout.includes(text)) {
      await Promise.race([ended, new Promise<void>((resolve) => (this.#onOutput = resolve))])
    }
  }

  #take(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text
    this.#onOutput?.()
  }
}
