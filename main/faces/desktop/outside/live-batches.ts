import type { Client } from '../../../../contract/client.ts'
import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'

/** What all batches under way come to, for whatever shows it outside the window. */
export interface Overview {
  /** Batches that are not over, oldest first. */
  batches: readonly BatchSnapshot[]
  /** Files still to do. */
  left: number
  running: boolean
  /** Batches that wait for a person. */
  needy: number
  /** Of all files of all these batches, 0..1; null when there is none under way. */
  fraction: number | null
  remainingMs: number | null
}

export interface LiveEars {
  changed(overview: Overview): void
  /** Once for each batch that ends while we listen. */
  finished(batch: BatchSnapshot): void
  event(event: EngineEvent): void
}

const listedMost = 200

/** Follows an engine's batches until the signal aborts or the engine goes. Never rejects. */
export async function followBatches(client: Client, ears: LiveEars, signal: AbortSignal): Promise<void> {
  const live = new Map<string, BatchSnapshot>()
  const tell = () => ears.changed(overviewOf([...live.values()]))
  try {
    const events = client.events({ signal })
    for (const batch of await unfinished(client, signal)) live.set(batch.batchId, batch)
    tell()
    for await (const event of events) {
      ears.event(event)
      if (event.type === 'batch' && isLive(event.batch)) live.set(event.batch.batchId, event.batch)
      else if (event.type === 'batch' || event.type === 'finished') live.delete(event.batch.batchId)
      else continue
      if (event.type === 'finished') ears.finished(event.batch)
      tell()
    }
  } catch {
    // The engine has gone; whoever opens the next one follows that.
  }
  if (live.size > 0) ears.changed(overviewOf([]))
}

async function unfinished(client: Client, signal: AbortSignal): Promise<BatchSnapshot[]> {
  const { batches } = await client.ask('batch.list', { limit: listedMost }, { signal })
  const open = batches.filter(({ state }) => state !== 'finished' && state !== 'cancelled')
  const found = open.map(({ id }) => client.ask('batch.get', { batch: id }, { signal }).catch(() => null))
  return (await Promise.all(found)).flatMap((answer) => (answer && isLive(answer.batch) ? [answer.batch] : []))
}

function isLive({ state }: BatchSnapshot): boolean {
  return state !== 'finished' && state !== 'cancelled'
}

/** A watched folder keeps its batch of the day open; it counts only while it has files. */
export function overviewOf(all: readonly BatchSnapshot[]): Overview {
  const busy = all.filter(({ watch, counts }) => watch === undefined || counts.waiting + counts.running > 0)
  const batches = busy.toSorted((a, b) => a.startedMs - b.startedMs)
  const sum = (of: (batch: BatchSnapshot) => number) => batches.reduce((total, batch) => total + of(batch), 0)
  const total = sum(({ counts }) => counts.total)
  const left = sum(({ counts }) => counts.waiting + counts.running)
  const moving = batches.filter(({ state }) => state === 'running' || state === 'counting' || state === 'pausing')
  const rest = moving.map(({ remainingMs }) => remainingMs)
  return {
    batches,
    left,
    running: moving.length > 0,
    needy: batches.filter(({ state }) => state === 'needs-you').length,
    fraction: batches.length === 0 ? null : total === 0 ? 0 : (total - left) / total,
    remainingMs: rest.length === 0 || rest.includes(null) ? null : Math.max(...rest.map(Number)),
  }
}
