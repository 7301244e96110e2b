import type { BatchSnapshot } from '../../contract/event.ts'
import type { Fault } from '../../contract/fault.ts'
import type { Clock } from '../async/clock.ts'

/** How often a closed gate is tried again. */
const probeEveryMs = 1_000

/**
 * Stands before one volume. A full or absent disk closes it; jobs then wait with the reason until a probe finds that it would
 * take them again, or until the time they may wait is over.
 */
export class Gate {
  readonly #clock: Clock
  readonly #probe: (neededBytes: number) => Promise<boolean>
  readonly #waitMs: number | null
  #closed: { fault: Fault; sinceMs: number } | null = null

  /** `waitMs`: how long a closed gate is waited for; null is for ever, 0 not at all. */
  constructor({
    clock,
    probe,
    waitMs,
  }: { clock: Clock; probe: (neededBytes: number) => Promise<boolean>; waitMs: number | null }) {
    this.#clock = clock
    this.#probe = probe
    this.#waitMs = waitMs
  }

  /** Why it is closed, or null. */
  get reason(): Fault | null {
    return this.#closed?.fault ?? null
  }

  /** As faces are told. */
  get held(): BatchSnapshot['held'] {
    const fault = this.reason
    return fault && { code: fault.code, subject: fault.subject.toWellFormed() }
  }

  close(fault: Fault): void {
    this.#closed ??= { fault, sinceMs: this.#clock.monotonicMs() }
  }

  /** Resolves when the volume takes `neededBytes`; rejects with the fault that closed it once the time is over, or with the signal's reason. */
  async pass(neededBytes: number, { signal }: { signal: AbortSignal }): Promise<void> {
    while (this.#closed) {
      const { fault, sinceMs } = this.#closed
      if (await this.#probe(neededBytes)) {
        this.#closed = null
        return
      }
      const waitedMs = this.#clock.monotonicMs() - sinceMs
      if (this.#waitMs !== null && waitedMs >= this.#waitMs) throw fault
      await this.#clock.sleep(probeEveryMs, { signal })
    }
  }
}
