import { z } from 'zod'
import type { Client } from '../../../contract/client.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import type { EventLog, LoggedEvent } from './event-log.ts'

/** What screens are told of. */
export interface Announced {
  client: Client
  log: EventLog
  /** Random, new at each start: numbers of another life mean nothing. */
  epoch: string
}

/** Batches that are not over, told to a face that begins afresh. */
const snapshotsMost = 200

const resumption = z.object({ epoch: z.string(), seq: z.number().int().nonnegative() })

/** A face that comes back is told what it missed; any other one begins afresh with all batches that are not over. */
export async function announce(params: unknown, { client, log, epoch }: Announced, signal: AbortSignal) {
  const known = resumption.safeParse(params)
  const resumed = known.success && known.data.epoch === epoch && log.reachesBackTo(known.data.seq)
  const seq = resumed ? known.data.seq : log.seq
  const batches = resumed ? [] : await openBatches(client, signal)
  return { reply: { epoch, seq, resumed, batches }, events: numbered(log.after(seq, { signal }), epoch) }
}

async function* numbered(events: AsyncIterable<LoggedEvent>, epoch: string): AsyncGenerator<object> {
  for await (const { seq, event } of events) yield { params: event, epoch, seq }
}

async function openBatches(client: Client, signal: AbortSignal): Promise<BatchSnapshot[]> {
  const { batches } = await client.ask('batch.list', { limit: snapshotsMost }, { signal })
  const open = batches.filter(({ state }) => state !== 'finished' && state !== 'cancelled')
  const found = open.map(({ id }) => client.ask('batch.get', { batch: id }, { signal }).catch(unlessUnknown))
  return (await Promise.all(found)).flatMap((answer) => (answer ? [answer.batch] : []))
}

function unlessUnknown(error: unknown): null {
  if (error instanceof Fault && error.code === 'batch-unknown') return null
  throw error
}
