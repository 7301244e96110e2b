import { join } from 'node:path'
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { takeLock } from './opening/lock.ts'
import { durable, type JournalOperations, operations } from './operations.ts'
import { openStore } from './opening/open-store.ts'
import type { Store } from './store.ts'
import { sqliteFault } from './opening/sqlite-fault.ts'
import { type Reply, transact } from './transact.ts'

interface Call {
  id: number
  operation: keyof JournalOperations
  input: never
}

const { folder, nowMs } = workerData as { folder: string; nowMs: number }
/** Calls that have queued up meanwhile are written as one transaction: one flush serves them all. */
const transactionMost = 64

if (parentPort) serve(parentPort)

function serve(port: MessagePort): void {
  try {
    const lock = takeLock(join(folder, 'lock.db'))
    const store = openStore(join(folder, 'journal.db'), { nowMs })
    port.postMessage({ ready: true, setAside: store.setAside })
    port.on('message', (first: string) => {
      const closing = !step(port, store, first)
      if (!closing) return
      store[Symbol.dispose]()
      lock[Symbol.dispose]()
      port.postMessage({ closed: true })
      port.close()
    })
  } catch (error) {
    port.postMessage({ ready: false, fault: sqliteFault(error, folder).toWire() })
  }
}

/**
 * Carries out one call and those queued behind it. False when closing was asked for. Calls and answers are JSON text: for many small
 * objects that takes the main thread a third of what structured cloning does.
 */
function step(port: MessagePort, store: Store, first: string): boolean {
  if (first === 'close') return false
  const calls = [JSON.parse(first) as Call]
  let open = true
  while (calls.length < transactionMost) {
    const next = receiveMessageOnPort(port)?.message as string | undefined
    if (!next) break
    if (next === 'close') {
      open = false
      break
    }
    calls.push(JSON.parse(next) as Call)
  }
  const transaction = { attempt: (some: Call[]) => attempt(store, some), path: join(folder, 'journal.db') }
  for (const reply of transact(calls, transaction)) port.postMessage(JSON.stringify(reply))
  return open
}

/** All or nothing: an error rolls everything back and is thrown. */
function attempt(store: Store, calls: Call[]): Reply[] {
  store.exec(`PRAGMA synchronous = ${calls.some(({ operation }) => durable.has(operation)) ? 'FULL' : 'NORMAL'}`)
  store.begin()
  try {
    const replies = calls.map(
      ({ id, operation, input }): Reply => ({ id, ok: true, value: operations[operation](store, input) }),
    )
    store.commit()
    return replies
  } catch (error) {
    store.rollBack()
    throw error
  }
}
