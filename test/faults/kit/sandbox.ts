import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A world of its own for one run: input, output, state, and a home and a TMPDIR nothing may be left in. Disposing removes it. */
export class Sandbox implements Disposable {
  readonly root = mkdtempSync(join(process.env['MILLRACE_FAULT_FOLDER'] ?? tmpdir(), 'millrace-fault-'))
  readonly in = this.#folder('in')
  readonly out = this.#folder('out')
  readonly state = this.#folder('state')
  readonly tmp = this.#folder('tmp')
  readonly home = this.#folder('home')
  readonly report = join(this.root, 'report.jsonl')

  /** Of a program that may change nothing outside the sandbox. */
  get env(): NodeJS.ProcessEnv {
    const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env
    return {
      ...env,
      HOME: this.home,
      XDG_CONFIG_HOME: join(this.home, '.config'),
      XDG_DATA_HOME: join(this.home, '.local'),
      XDG_CACHE_HOME: join(this.home, '.cache'),
      XDG_STATE_HOME: join(this.home, '.state'),
      TMPDIR: this.tmp,
      MILLRACE_HOME: this.state,
    }
  }

  [Symbol.dispose](): void {
    if (process.env['MILLRACE_FAULT_KEEP'] === undefined) rmSync(this.root, { recursive: true, force: true })
  }

  #folder(name: string): string {
    const path = join(this.root, name)
    mkdirSync(path)
    return path
  }
}
