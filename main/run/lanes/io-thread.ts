import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { PendingCalls } from '../../async/pending-calls.ts'
import type { Operation } from '../../async/watchdog.ts'
import { begunWord, type BegunWord } from '../../io/begun.ts'
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
    calls.end(Fault.from(error, 'an io thread'))
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
