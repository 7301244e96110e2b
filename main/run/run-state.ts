import type { BatchState } from '../../contract/job.ts'

/** How far a batch under way is, and why it has come to a halt. */
export class RunState {
  #state: BatchState = 'counting'
  #reason = ''

  /** Of the batch itself; empty while nothing is wrong with it. */
  get reason(): string {
    return this.#reason
  }

  /** Nobody has paused it, and it has not ended. */
  get isGoing(): boolean {
    return this.#state === 'counting' || this.#state === 'running'
  }

  get isPausing(): boolean {
    return this.#state === 'pausing'
  }

  get isPaused(): boolean {
    return this.#state === 'pausing' || this.#state === 'paused'
  }

  /** As faces are told. `isAtWork`: files of it are in hand. `isHeld`: what it waits for is up to a person. */
  told({ isAtWork, isHeld }: { isAtWork: boolean; isHeld: boolean }): BatchState {
    if (this.#state === 'pausing' && !isAtWork) return 'paused'
    return isHeld && this.#state === 'running' ? 'needs-you' : this.#state
  }

  walked(): void {
    if (this.#state === 'counting') this.#state = 'running'
  }

  pause(): void {
    if (this.isGoing) this.#state = 'pausing'
  }

  resume(): void {
    if (this.isPaused) this.#state = 'running'
  }

  end(state: BatchState, reason: string): void {
    this.#state = state
    this.#reason = reason
  }
}
