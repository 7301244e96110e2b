import type { Client } from '../../../../contract/client.ts'
import type { World } from '../world.ts'
import type { BegunWatches } from './begun-watches.ts'
import type { WatchView } from './watch-view.ts'

interface Stopped {
  client: Client
  view: WatchView
  begun: BegunWatches
}

/** The first request to stop finishes the files in hand, the second stops them, the third leaves at once. */
export class StopWatching implements Disposable {
  readonly #world: World
  readonly #stopped: Stopped
  readonly #taking: Disposable
  readonly #done = Promise.withResolvers<void>()
  #isBegun = false
  #isWanted = false

  constructor(world: World, stopped: Stopped) {
    this.#world = world
    this.#stopped = stopped
    this.#taking = world.interrupts.take((nth) => this.#requested(nth), { endsUnread: true })
  }

  /** Resolves when nothing is watched any more. */
  get done(): Promise<void> {
    return this.#done.promise
  }

  /** Somebody asked for it, whether it is carried out by now or not. */
  get isWanted(): boolean {
    return this.#isWanted
  }

  /** Everything is watched; a request that came before is carried out now. */
  begun(): void {
    this.#isBegun = true
    if (this.#isWanted) this.#finish()
  }

  [Symbol.dispose](): void {
    this.#taking[Symbol.dispose]()
  }

  #requested(nth: number): void {
    if (nth > 2) return this.#world.exit(this.#world.interrupts.exitCode ?? 1)
    if (nth === 2) return this.#hurry()
    this.#isWanted = true
    this.#stopped.view.say('Finishing the files in hand. Ctrl-C again stops at once.')
    if (this.#isBegun) this.#finish()
  }

  #finish(): void {
    const { client, begun } = this.#stopped
    const { signal } = new AbortController()
    Promise.all(begun.ids.map((watch) => letGo(client, watch, { signal }))).then(
      () => this.#done.resolve(),
      (error: unknown) => this.#done.reject(error),
    )
  }

  #hurry(): void {
    const { client, view } = this.#stopped
    const { signal } = new AbortController()
    for (const { batchId, state } of view.batches)
      if (state !== 'finished') client.ask('batch.cancel', { batch: batchId, how: 'now' }, { signal }).catch(() => {})
  }
}

/** One that somebody has had kept meanwhile is no longer this command's to end. */
async function letGo(client: Client, watch: string, asking: { signal: AbortSignal }): Promise<void> {
  const { kept } = (await client.ask('watch.get', { watch }, asking)).watch
  if (!kept) await client.ask('watch.remove', { watch }, asking)
}
