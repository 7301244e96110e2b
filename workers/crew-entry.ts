import { parentPort } from 'node:worker_threads'
import { Fault } from '../contract/fault.ts'
import { type ChoreName, chores } from './chores.ts'
import type { HelperMessage } from './crew.ts'

/** A thread that helps another of the workers with pieces of its task, one after the other. It reads, and writes nothing. */
parentPort?.on('message', ({ name, input }: { name: ChoreName; input: never }) => {
  try {
    const answer = chores[name](input)
    // Bytes are handed over, not copied.
    const handed = 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []
    tell({ ok: true, answer }, handed)
  } catch (error) {
    tell({ ok: false, fault: Fault.from(error, name).toWire() }, [])
  }
})

tell('ready', [])

function tell(message: HelperMessage, handed: ArrayBuffer[]): void {
  parentPort?.postMessage(message, handed)
}
