import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { PendingCalls } from '../../async/pending-calls.ts'
import type { Operation } from '../../async/watchdog.ts'
import { begunWord, type BegunWord, shutBegun } from '../../io/begun.ts'
import type { Operations } from '../../io/operations.ts'
import { pathsIn } from './dead-disks.ts'

export type Name = keyof Operations

type Reply = { id: number } & ({ ok: true; value: unknown } | { ok: false; fault: WireFault })
export interface Call<N extends Name> {
  operation: N
  input: Parameters<Operations[N]>[0]
  stop: Int32Array<SharedArrayBuffer> | undefined
  /** Asked of one certain thread. */
  isPinned: boolean
}

export interface Asked extends Call<Name> {
  sinceMs: number
  /** When its disk is asked next. */
  againMs?: number
}

/** One io thread, with what it was asked. */
export interface IoThread {
  worker: Worker
  calls: PendingCalls
  /** What has no answer yet, by the number of the call, the oldest first. */
  asked: Map<number, Asked>
  begun: BegunWord
  /** Somebody may come back to it for more. */
  isPinned: boolean
}

/** The thread has ended, by itself, without having begun the call: another can do it. */
export class NotBegun extends Error {
  override readonly cause: Fault

  constructor(cause: Fault) {
    super(cause.message)
    this.cause = cause
  }
}

export function startThread(entry: URL): IoThread {
  const begun = begunWord()
  const worker = new Worker(entry, { name: 'millrace-io', workerData: begun })
  const calls = new PendingCalls()
  const asked = new Map<number, Asked>()
  worker.on('message', (text: string) => {
    const reply = JSON.parse(text) as Reply
    asked.delete(reply.id)
    settle(calls, reply)
  })
  const end = (error: unknown): void => {
    const fault = Fault.from(error, 'an io thread')
    const last = shutBegun(begun)
    // Of one that was set aside others have what it had not begun already.
    if (last !== null)
      for (const [id, { isPinned }] of asked) if (id > last && !isPinned) calls.reject(id, new NotBegun(fault))
    calls.end(fault)
    asked.clear()
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('an io thread ended')))
  return { worker, calls, asked, begun, isPinned: false }
}

function settle(calls: PendingCalls, reply: Reply): void {
  if (reply.ok) calls.resolve(reply.id, reply.value)
  else calls.reject(reply.id, Fault.fromWire(reply.fault))
}

/** One that hangs does not end before the disk answers, or the process ends. */
export async function endThread({ worker, calls }: IoThread): Promise<void> {
  await calls.idle()
  if (!calls.hasEnded) await worker.terminate()
}

/** What it was asked for and has not answered yet, with the first path of each. */
export function operationsOf({ asked }: IoThread): Operation[] {
  return [...asked.values()].map(({ operation, input, sinceMs }) => ({
    what: operation,
    who: pathsIn(input)[0] ?? '',
    startedMs: sinceMs,
  }))
}
