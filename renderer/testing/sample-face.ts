import type { Client } from '../../contract/client.ts'
import type { CommandInput, CommandName } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchSnapshot } from '../../contract/event.ts'
import type { Face } from '../app/face.ts'
import type { Connection, Link, News } from '../link/link.ts'
import { serverAddresses } from '../link/server-addresses.ts'
import { emptyMirror, hear } from '../state/mirror.ts'
import { onNextFrame, Store } from '../state/store.ts'
import { landscape } from './landscape.ts'
import { sampleAnswers } from './sample-answers.ts'
import { type Sample, sampleBatches, snapshotOf } from './sample-batches.ts'
import { countsOf } from './sample-rows.ts'
import { sampleUploads, uploadSample } from './sample-uploads.ts'

interface Scene {
  /** How the batch `harbour` is otherwise than it is told. */
  harbour: Partial<BatchSnapshot>
  connection: 'open' | 'lost' | 'back'
  /** How many files it has; 0 for as many as in the design. */
  rows: number
  /** How many of them end in a second; 0 for a picture, where nothing moves. */
  perS: number
}

/** A face whose engine is made up, for pictures and benches: everything answers at once. */
export function sampleFace({ harbour, connection, rows, perS }: Scene): Face {
  const nowMs = Date.now()
  const batches = sampleBatches(nowMs, { rows })
  const sent = uploadSample(nowMs)
  const mirror = new Store(emptyMirror, onNextFrame)
  const tell = (news: News, atMs: number) => mirror.update((known) => hear(known, { news, atMs }))
  const snapshots = batches
    .filter(({ row }) => row.endedMs === null)
    .map((sample) =>
      sample.id === 'harbour' ? { ...snapshotOf(sample, harbour.state), ...harbour } : snapshotOf(sample),
    )
  tell({ type: 'connection', connection: { state: 'open', sinceMs: nowMs, awayMs: null } }, nowMs)
  // Told as if over the last seconds, so that there is a speed and a time left.
  for (let ago = 20; ago >= 0; ago--)
    for (const batch of snapshots)
      tell({ type: 'event', event: { type: 'batch', batch: earlier(batch, ago) } }, nowMs - ago * 1000)
  // What else the screens ask for is there before the line breaks.
  setTimeout(() => breakLine(connection, tell, snapshots), 50)
  if (perS > 0) goOn(batches, perS, tell)
  return {
    desktop: null,
    host: 'harbour-server',
    version: '1.4.2',
    link: sampleLink([...batches, sent], nowMs),
    mirror,
    addresses: {
      ...serverAddresses,
      picture: ({ seq }) => landscape(seq),
      file: (path) => landscape(path.length),
      preview: (name) => landscape(Number(name)),
    },
    uploads: sampleUploads(sent),
    signOut() {},
  }
}

function earlier<T extends ReturnType<typeof snapshotOf>>(batch: T, ago: number): T {
  const perS = batch.batchId === 'harbour' ? 41.6 : 1.6
  const { counts } = batch
  const since = Math.round(ago * perS + Math.sin(ago / 2) * perS * 0.2)
  const files = ago === 0 ? 0 : Math.min(counts.done, since)
  const moved = ago > 0 && batch.state !== 'counting' ? { state: 'running' as const, stages: batch.stages } : {}
  return {
    ...batch,
    ...moved,
    counts: {
      ...counts,
      done: counts.done - files,
      endedBytes: counts.endedBytes - files * 4_470_000,
      doneBytes: counts.doneBytes - files * 4_470_000,
    },
  }
}

/** As if it had just happened. */
function breakLine(
  connection: Scene['connection'],
  tell: (news: News, atMs: number) => void,
  snapshots: readonly BatchSnapshot[],
): void {
  const nowMs = Date.now()
  if (connection === 'back') {
    for (const batch of snapshots) tell({ type: 'event', event: { type: 'batch', batch: earlier(batch, 41) } }, nowMs)
    tell({ type: 'connection', connection: connectionOf('lost', nowMs) }, nowMs)
  }
  tell({ type: 'connection', connection: connectionOf(connection, nowMs) }, nowMs)
  if (connection === 'back') tell({ type: 'afresh', batches: [...snapshots] }, nowMs)
}

function connectionOf(connection: Scene['connection'], nowMs: number): Connection {
  if (connection === 'lost') return { state: 'lost', sinceMs: nowMs - 12_000, retryMs: nowMs + 4000 }
  return { state: 'open', sinceMs: nowMs, awayMs: connection === 'back' ? 41_000 : null }
}

/** Ten times a second, as an engine tells of itself. */
const tellEveryMs = 100

function goOn(batches: readonly Sample[], perS: number, tell: (news: News, atMs: number) => void): void {
  const batch = batches.find(({ id }) => id === 'harbour')
  if (!batch?.sample) return
  const { sample, row } = batch
  setInterval(() => {
    sample.ended = Math.min(sample.total - sample.inHand, sample.ended + Math.round((perS * tellEveryMs) / 1000))
    Object.assign(row.counts, countsOf(sample))
    const event = {
      type: 'batch',
      batch: snapshotOf({ ...batch, row: { ...row, counts: { ...row.counts } } }),
    } as const
    tell({ type: 'event', event }, Date.now())
  }, tellEveryMs)
}

function sampleLink(batches: readonly Sample[], nowMs: number): Link {
  const answers = sampleAnswers(batches, nowMs) as Record<string, ((input: unknown) => unknown) | undefined>
  const asked: [CommandName, unknown][] = []
  Object.assign(window, { asked })
  const ask = async <C extends CommandName>(command: C, input: CommandInput<C>) => {
    asked.push([command, input])
    const answer = answers[command]
    if (!answer) throw new Fault('usage-wrong', { subject: command })
    return answer(input)
  }
  return { ask: ask as Client['ask'], listen: () => ({ [Symbol.dispose]() {} }), retryNow() {} }
}
