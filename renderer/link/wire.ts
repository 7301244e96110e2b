/** A line to an engine: whole text messages, both ways, in order. Disposing hangs up. */
export interface Wire extends Disposable {
  send(text: string): void
  /** Set once, in the turn the wire is handed over. `lost` is told at most once, and never after disposing. */
  listen(ears: { hear: (text: string) => void; lost: (why: LostReason) => void }): void
}

/** Why a line ended: by itself (`gone`), because the other side ended altogether, or because it refuses this face for good. */
export type LostReason = 'gone' | 'ended' | 'signed-out' | 'too-many'

/** Opens a line. Rejects when nobody answers, with the signal's reason when it aborts first, with `Fault` `not-permitted` when nobody is signed in. */
export type Dial = (options: { signal: AbortSignal }) => Promise<Wire>
