import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../../../../contract/client.ts'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { BatchState } from '../../../../contract/job.ts'
import type { OwnedEngine } from '../../attach/owned-engine.ts'
import type { Doors } from '../world.ts'
import { endedRowOf, ScriptedEngine, snapshotOf } from './scripted-engine.ts'

/**
 * A small engine for tests with real processes: it makes nothing, takes `paceMs` for each source, one after the other, and keeps its
 * journal in the state folder, so that another process goes on where this one stopped. A source called `bad…` fails.
 */
interface Recorded {
  id: string
  sources: string[]
  state: BatchState
  ended: string[]
}

export function pacedDoors(paceMs: number): Doors {
  return {
    openHost: async ({ stateFolder }) => openPaced(stateFolder, paceMs),
    openReader: async ({ stateFolder }) => readerOf(stateFolder),
    openRecipeReader: async ({ stateFolder }) => readerOf(stateFolder),
    openLookingHost: async ({ stateFolder }) => readerOf(stateFolder),
    checkState: async () => {},
    checkCodecs: async () => {},
    checkSettings: async () => {},
    silentAmong: async () => [],
    lookAround: async () => ({ disksAway: [], vaultsLeft: [], silent: [], isCutShort: false }),
  }
}

function openPaced(stateFolder: string, paceMs: number): OwnedEngine {
  mkdirSync(stateFolder, { recursive: true })
  const lock = join(stateFolder, 'lock')
  takeLock(lock)
  const closing = new AbortController()
  const runs = new Map<string, Run>()
  const client = readerOf(stateFolder)
  client.answers['batch.start'] = ({ sources }) => {
    const id = `batch-${hash('sha256', sources.join()).slice(0, 8)}`
    const run = runs.get(id) ?? new Run({ stateFolder, client, paceMs, closing: closing.signal }, id, sources)
    runs.set(id, run)
    return { batch: snapshotFrom(run.recorded) }
  }
  client.answers['batch.cancel'] = async ({ batch, how }) => {
    await runs.get(batch)?.cancel(how)
    return { cancelled: 1 }
  }
  return {
    client,
    stateFolder,
    notices: [],
    leaveDeadDisks() {},
    async [Symbol.asyncDispose]() {
      closing.abort()
      await Promise.all(Array.from(runs.values(), (run) => run.over))
      client.goAway()
      rmSync(lock)
    },
  }
}

/** A process that was killed leaves its lock; the next one sees that nobody has that number. */
function takeLock(lock: string): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
  } catch {
    const pid = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0)
    if (pid === 0 || isAlive(pid)) throw new Fault('state-busy', { subject: lock })
    writeFileSync(lock, String(process.pid))
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

interface RunParts {
  stateFolder: string
  client: ScriptedEngine
  paceMs: number
  closing: AbortSignal
}

class Run {
  readonly recorded: Recorded
  readonly over: Promise<void>
  readonly #parts: RunParts
  readonly #finish = new AbortController()
  readonly #now = new AbortController()

  constructor(parts: RunParts, id: string, sources: string[]) {
    this.#parts = parts
    this.recorded = { ...(load(parts.stateFolder, id) ?? { id, sources, ended: [] }), state: 'running' }
    this.over = this.#carry()
  }

  async cancel(how: 'finish' | 'now'): Promise<void> {
    this.#finish.abort()
    if (how === 'now') this.#now.abort()
    await this.over
  }

  async #carry(): Promise<void> {
    const { client, paceMs, closing } = this.#parts
    for (const path of this.recorded.sources.slice(this.recorded.ended.length)) {
      if (this.#finish.signal.aborted || closing.aborted) break
      await sleep(paceMs, undefined, { signal: this.#now.signal }).catch(() => {})
      if (this.#now.signal.aborted) break
      this.recorded.ended.push(path)
      this.#save()
      client.announce({
        type: 'ended',
        batchId: this.recorded.id,
        rows: [{ ...rowOf(path), seq: this.recorded.sources.indexOf(path) }],
      })
      client.announce({ type: 'batch', batch: snapshotFrom(this.recorded) })
    }
    const whole = this.recorded.ended.length === this.recorded.sources.length
    this.recorded.state = whole ? 'finished' : this.#finish.signal.aborted ? 'cancelled' : 'paused'
    this.#save()
    client.announce({ type: 'finished', batch: snapshotFrom(this.recorded) })
  }

  #save(): void {
    writeFileSync(journalOf(this.#parts.stateFolder, this.recorded.id), JSON.stringify(this.recorded))
  }
}

function readerOf(stateFolder: string): ScriptedEngine & Client {
  const find = (id: string): Recorded => {
    const found = load(stateFolder, id)
    if (!found) throw new Fault('batch-unknown', { subject: id })
    return found
  }
  return new ScriptedEngine({
    'batch.get': ({ batch }) => ({ batch: snapshotFrom(find(batch)) }),
    'batch.report': ({ batch }) => {
      const { id, sources, ended } = find(batch)
      const stateOf = (path: string) => (ended.includes(path) ? rowOf(path).state : 'cancelled')
      const lines = sources.map((path) =>
        JSON.stringify({ batch: id, path, state: stateOf(path), message: 'Bad luck.' }),
      )
      return { lines, next: null }
    },
  })
}

function load(stateFolder: string, id: string): Recorded | undefined {
  const path = journalOf(stateFolder, id)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recorded) : undefined
}

function journalOf(stateFolder: string, id: string): string {
  return join(stateFolder, `${id}.json`)
}

function rowOf(path: string) {
  const bad = path.includes('bad')
  const fault = bad ? new Fault('file-damaged', { subject: path, why: 'Bad luck.' }).toWire() : null
  return endedRowOf({ path, state: bad ? 'failed' : 'done', fault })
}

function snapshotFrom({ id, sources, state, ended }: Recorded): BatchSnapshot {
  const failed = ended.filter((path) => path.includes('bad')).length
  const done = ended.length - failed
  const running = state === 'running' ? 1 : 0
  const cancelled = state === 'cancelled' ? sources.length - ended.length : 0
  return snapshotOf({ batchId: id, state, counts: { total: sources.length, done, failed, running, cancelled } })
}
