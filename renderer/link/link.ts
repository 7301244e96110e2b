import type { Client } from '../../contract/client.ts'
import type { BatchSnapshot, EngineEvent } from '../../contract/event.ts'

/** How this face stands with its engine. Instants are epoch milliseconds of this computer. */
export type Connection =
  | { state: 'connecting' }
  /** `awayMs`: how long the line was down before, null for the first one. */
  | { state: 'open'; sinceMs: number; awayMs: number | null }
  /** `retryMs`: when it is tried again, null while it is being tried. `ended`: the engine said that it ends, so nothing goes on there. */
  | { state: 'lost'; sinceMs: number; retryMs: number | null; ended?: true }
  /** Nothing is tried any more: sign in again, or reload the page that is of another make than the engine. */
  | { state: 'refused'; why: 'signed-out' | 'other-version' | 'too-many' }

/** All that reaches the screens by itself. */
export type News =
  | { type: 'connection'; connection: Connection }
  /** Every batch that is not over, after a line was opened; what a face knew before may be wrong. */
  | { type: 'afresh'; batches: BatchSnapshot[] }
  | { type: 'event'; event: EngineEvent }

/** The one thing the screens hold of an engine. It mends itself when the line breaks. */
export interface Link {
  /** As `Client.ask`; rejects with a `Fault` `no-connection` while there is no line. */
  ask: Client['ask']
  /** Tells the state of the connection at once, and then all news in order, until disposed. */
  listen(hear: (news: News) => void): Disposable
  /** Ends the waiting for the next try to open a line. */
  retryNow(): void
}
