import { setTimeout as sleep } from 'node:timers/promises'
import type { ReportLine } from '../../../contract/job.ts'
import { type Ended, type Program, start } from './program.ts'
import { reportOf } from './report.ts'
import type { Sandbox } from './sandbox.ts'
import { treeOf } from './tree.ts'

const lookMs = 50

/** `millrace watch` in the foreground over the sandbox's folder, as a script would run it. */
export class Watcher implements AsyncDisposable {
  readonly #sandbox: Sandbox
  readonly #program: Program

  constructor(sandbox: Sandbox, { out = sandbox.out, more = [] as string[] } = {}) {
    this.#sandbox = sandbox
    const args = ['watch', '--recipe', 'copy', '--out', out, '--report', sandbox.report, ...more, sandbox.in]
    this.#program = start(sandbox, { args, timeoutMs: 580_000 })
  }

  get alive(): boolean {
    return this.#program.alive
  }

  /** Results by their path below the output folder, ours left out. */
  results(): Map<string, string> {
    const files = [...treeOf(this.#sandbox.out)].filter(
      ([key, { kind }]) => kind === 'file' && !/(^|\/)\.mr-/.test(key),
    )
    return new Map(files.map(([key, { sha256 }]) => [key, sha256]))
  }

  /** Names of results, ours left out; quicker than `results`. */
  names(): Set<string> {
    const files = [...treeOf(this.#sandbox.out, { hash: false })].filter(([, { kind }]) => kind === 'file')
    return new Set(files.map(([key]) => key).filter((key) => !/(^|\/)\.mr-/.test(key)))
  }

  /** Looks until it holds, as long as the program lives and the deadline of the test is not reached. */
  async until(holds: () => boolean, timeoutMs = 120_000): Promise<boolean> {
    const endMs = performance.now() + timeoutMs
    while (!holds()) {
      if (performance.now() > endMs || !this.#program.alive) return false
      await sleep(lookMs)
    }
    return true
  }

  kill(): Promise<Ended> {
    this.#program.killGroup('SIGKILL')
    return this.#program.ended
  }

  /** Ends it in good order and reads what it reports. */
  async end(): Promise<{ ended: Ended; lines: ReportLine[] }> {
    this.#program.killGroup('SIGINT')
    return { ended: await this.#program.ended, lines: reportOf(this.#sandbox) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]()
  }
}
