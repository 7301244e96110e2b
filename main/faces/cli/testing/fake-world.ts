import { stripVTControlCharacters } from 'node:util'
import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import { Interrupts } from '../interrupts.ts'
import type { Terminal } from '../show/terminal.ts'
import type { Doors, World } from '../world.ts'

/** Up, clear below, wrapping, attributes; ends of lines; and runs of text between them. */
const sequences = new RegExp(
  String.raw`\e\[\d*A|\e\[J|\e\[\?7[lh]|\e\[[\d;]*m|\r|\n|[^\e\r\n]+`.replaceAll('\\e', '\\x1b'),
  'g',
)

/** A terminal of any size and talent that keeps what was written to it. */
export class FakeTerminal implements Terminal {
  text = ''
  readonly failure = ''
  unread = false
  live = false
  colour = false
  unicode = true
  columns = 80
  rows = 24
  #listeners = new Set<() => void>()

  constructor(look: Partial<Pick<Terminal, 'live' | 'colour' | 'unicode' | 'columns' | 'rows'>> = {}) {
    Object.assign(this, look)
  }

  write(text: string): void {
    this.text += text
  }

  async flush(): Promise<void> {}

  onResize(fn: () => void): Disposable {
    this.#listeners.add(fn)
    return { [Symbol.dispose]: () => void this.#listeners.delete(fn) }
  }

  resize(columns: number): void {
    this.columns = columns
    for (const listener of this.#listeners) listener()
  }

  get lines(): string[] {
    return this.text.split('\n').slice(0, -1)
  }

  /** What a person sees in the end, as far as the sequences we send go: up, to the start, clear what is below. */
  get screen(): string[] {
    const rows = ['']
    let row = 0
    for (const [part] of this.text.matchAll(sequences)) {
      if (part.endsWith('A') && part.startsWith('\u001b')) row -= Number(part.slice(2, -1))
      else if (part === '\u001b[J') rows.splice(row, rows.length, '')
      else if (part === '\n') rows[++row] ??= ''
      else if (part !== '\r') rows[row] += stripVTControlCharacters(part)
    }
    return rows
  }
}

export interface FakeWorld extends World {
  clock: VirtualClock
  stdout: FakeTerminal
  stderr: FakeTerminal
  exits: number[]
}

interface Parts {
  env?: NodeJS.ProcessEnv
  cwd?: string
  stdout?: FakeTerminal
  stderr?: FakeTerminal
  doors?: Partial<Doors>
  ask?: World['ask']
}

/** Pipes, a clock that stands still, no signals; the state folder is one that nobody has. */
export function fakeWorld({ env = {}, cwd = '/work', stdout, stderr, doors, ask = null }: Parts = {}): FakeWorld {
  const clock = new VirtualClock()
  const exits: number[] = []
  const closed = () => Promise.reject(new Fault('state-unusable', { subject: 'this test' }))
  return {
    env: { MILLRACE_HOME: '/nonexistent/millrace-test', ...env },
    cwd,
    stdout: stdout ?? new FakeTerminal(),
    stderr: stderr ?? new FakeTerminal(),
    clock,
    interrupts: new Interrupts({ nowMs: () => clock.monotonicMs(), leave: (code) => void exits.push(code) }),
    doors: {
      openHost: closed,
      openReader: closed,
      openRecipeReader: closed,
      openLookingHost: closed,
      checkState: async () => {},
      checkCodecs: async () => {},
      checkSettings: async () => {},
      silentAmong: async () => [],
      lookAround: async () => ({ disksAway: [], vaultsLeft: [], silent: [], isCutShort: false }),
      ...doors,
    },
    readInput: async () => new Uint8Array(),
    ask,
    exits,
    exit: (code) => void exits.push(code),
  }
}

/** Doors through which every opening finds this engine. */
export function doorsTo(client: Client, { leaveDeadDisks = (): void => {} } = {}): Doors {
  const engine = { client, notices: [], leaveDeadDisks, async [Symbol.asyncDispose]() {} }
  return {
    openHost: async ({ stateFolder }) => ({ ...engine, stateFolder }),
    openReader: async () => client,
    openRecipeReader: async () => client,
    openLookingHost: async () => client,
    checkState: async () => {},
    checkCodecs: async () => {},
    checkSettings: async () => {},
    silentAmong: async () => [],
    lookAround: async () => ({ disksAway: [], vaultsLeft: [], silent: [], isCutShort: false }),
  }
}
