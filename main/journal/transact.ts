import { triesWorth, sqliteFault } from './opening/sqlite-fault.ts'

export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; fault: unknown }

interface Transaction<C> {
  /** All of the calls or none: throws when it was none. */
  attempt: (calls: C[]) => Reply[]
  /** Of the database, for the fault. */
  path: string
}

const retryPauseMs = 20

/** Carries calls out together. What only passes is tried again; where one of them is at fault each is carried out by itself, so that the others do not fail with it. */
export function transact<C extends { id: number }>(calls: C[], transaction: Transaction<C>): Reply[] {
  for (let tries = 1; ; tries++) {
    try {
      return transaction.attempt(calls)
    } catch (error) {
      const worth = triesWorth(error)
      if (tries < worth.tries && (worth.waits || calls.length === 1)) pause(worth.waits ? retryPauseMs * tries : 0)
      else if (calls.length > 1) return calls.flatMap((call) => transact([call], transaction))
      else return calls.map(({ id }) => ({ id, ok: false, fault: sqliteFault(error, transaction.path).toWire() }))
    }
  }
}

/** Nothing else goes on in the thread meanwhile. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
