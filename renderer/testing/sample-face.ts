import type { Client } from '../../contract/client.ts'
import type { CommandInput, CommandName } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchState } from '../../contract/job.ts'
import type { Face } from '../app/face.ts'
import type { Connection, Link, News } from '../link/link.ts'
import { serverAddresses } from '../link/server-addresses.ts'
import type { Upload, UploadDoor } from '../link/upload-door.ts'
import { emptyMirror, hear } from '../state/mirror.ts'
import { onNextFrame, Store } from '../state/store.ts'
import { landscape } from './landscape.ts'
import { sampleAnswers } from './sample-answers.ts'
import { sampleBatches, snapshotOf } from './sample-batches.ts'

interface Scene {
  /** Another state for the batch `harbour`. */
  state: BatchState
  connection: 'open' | 'lost' | 'back'
}

/** A face whose engine is made up, for pictures: everything answers at once, and nothing moves. */
export function sampleFace({ state, connection }: Scene): Face {
  const nowMs = Date.now()
  const mirror = new Store(emptyMirror, onNextFrame)
  const tell = (news: News, atMs: number) => mirror.update((known) => hear(known, { news, atMs }))
  const snapshots = sampleBatches(nowMs)
    .filter(({ row }) => row.endedMs === null)
    .map((sample) => snapshotOf(sample, sample.id === 'harbour' ? state : sample.row.state))
  tell({ type: 'connection', connection: connectionOf(connection, nowMs) }, nowMs)
  // Told as if over the last seconds, so that there is a speed and a time left.
  for (let ago = 20; ago >= 0; ago--)
    for (const batch of snapshots)
      tell({ type: 'event', event: { type: 'batch', batch: earlier(batch, ago) } }, nowMs - ago * 1000)
  return {
    host: 'harbour-server',
    version: '1.4.2',
    link: sampleLink(nowMs),
    mirror,
    addresses: { ...serverAddresses, picture: ({ seq }) => landscape(seq) },
    uploads: sampleUploads(),
    signOut() {},
  }
}

function earlier<T extends ReturnType<typeof snapshotOf>>(batch: T, ago: number): T {
  const perS = batch.batchId === 'harbour' ? 41.6 + (ago % 3) : 1.6
  const files = Math.round(ago * perS)
  const { counts } = batch
  return {
    ...batch,
    counts: { ...counts, done: counts.done - files, endedBytes: counts.endedBytes - files * 4_470_000 },
  }
}

function connectionOf(connection: Scene['connection'], nowMs: number): Connection {
  if (connection === 'lost') return { state: 'lost', sinceMs: nowMs - 12_000, retryMs: nowMs + 4000 }
  return { state: 'open', sinceMs: nowMs, awayMs: connection === 'back' ? 41_000 : null }
}

function sampleLink(nowMs: number): Link {
  const answers = sampleAnswers(nowMs) as Record<string, ((input: unknown) => unknown) | undefined>
  const ask = async <C extends CommandName>(command: C, input: CommandInput<C>) => {
    const answer = answers[command]
    if (!answer) throw new Fault('usage-wrong', { subject: command })
    return answer(input)
  }
  return { ask: ask as Client['ask'], listen: () => ({ [Symbol.dispose]() {} }), retryNow() {} }
}

/** Takes the first files whole, then half of some, and then waits for ever. */
function sampleUploads(): UploadDoor {
  let begun = 0
  const never = () => new Promise<never>(() => {})
  return {
    begin: async ({ drop, path, sizeBytes }): Promise<Upload> => {
      const nth = begun++
      const file = nth < 9 ? `/up/${path}` : null
      return {
        id: String(nth),
        drop,
        path,
        sizeBytes,
        offset: Math.round(sizeBytes * (0.2 + (nth % 4) / 5)),
        file,
        expiresMs: 0,
      }
    },
    state: never,
    send: never,
    remove: async () => {},
    folder: async () => '/up',
  }
}
