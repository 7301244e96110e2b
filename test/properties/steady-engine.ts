import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Client } from '../../contract/client.ts'
import type { CommandInput, CommandName, CommandOutputs } from '../../contract/command.ts'
import { connectToEngine } from '../../main/faces/attach/connect.ts'
import { faceSocketPath } from '../../main/faces/attach/socket-path.ts'
import { openHost } from '../../main/host.ts'
import { packageRoot } from '../../main/package-root.ts'

const launcher = join(packageRoot, 'bin/millrace.js')
/** A server that does not listen by then never will. */
const startMs = 60_000

/** Where an engine runs: in this process, or as the built server in one of its own, which can be killed. */
export type Where = 'here' | 'apart'

/** One engine over one state folder that watches what it keeps; ended and started again as often as asked. */
export class SteadyEngine implements AsyncDisposable {
  readonly #stateFolder: string
  #client: Client | undefined
  #child: ChildProcess | undefined
  #running: AsyncDisposable | undefined

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder
  }

  get isOn(): boolean {
    return this.#client !== undefined
  }

  ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutputs[C]> {
    if (!this.#client) throw new Error('the engine is not started')
    return this.#client.ask(command, input, { signal: AbortSignal.timeout(60_000) })
  }

  async start(where: Where): Promise<void> {
    if (where === 'here') {
      const host = await openHost({ stateFolder: this.#stateFolder })
      await host.watchKept()
      this.#running = host
      this.#client = host.client
    } else await this.#startApart()
  }

  async stop(): Promise<void> {
    this.#client = undefined
    await this.#running?.[Symbol.asyncDispose]()
    this.#running = undefined
    await this.#end('SIGINT')
  }

  /** Stops one that cannot be killed. */
  async kill(): Promise<void> {
    if (!this.#child) return this.stop()
    this.#client = undefined
    await this.#end('SIGKILL')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill()
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  async #startApart(): Promise<void> {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    this.#child = spawn(process.execPath, [launcher, 'serve', '--port', '0'], {
      env: { ...env, MILLRACE_HOME: this.#stateFolder },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const said = this.#child.stdout
    if (!said) throw new Error('it says nothing')
    // The address is the first thing it says.
    await once(said, 'data', { signal: AbortSignal.timeout(startMs) })
    said.resume()
    const socketPath = await faceSocketPath(this.#stateFolder)
    this.#client = await connectToEngine({ socketPath, signal: AbortSignal.timeout(startMs) })
  }
}
