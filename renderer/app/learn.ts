import type { BatchSnapshot } from '../../contract/event.ts'
import { hear, type Mirror } from '../state/mirror.ts'
import type { Store } from '../state/store.ts'

/** Puts an answer into the mirror as if it had been announced: not all that happens to a batch that is over is told to everybody. */
export function learn(mirror: Store<Mirror>, batch: BatchSnapshot): void {
  mirror.update((known) => hear(known, { news: { type: 'event', event: { type: 'batch', batch } }, atMs: Date.now() }))
}
