import type { CommandInput, CommandName, CommandOutputs } from './command.ts'
import type { EngineEvent } from './event.ts'

/** The one thing all faces hold. Closing it leaves the engine and other faces alone. */
export interface Client extends AsyncDisposable {
  /** Resolves with the answer; rejects with a `Fault`, or with the signal's reason. Aborting stops the waiting, not the work: that is `batch.cancel`. */
  ask<C extends CommandName>(
    command: C,
    input: CommandInput<C>,
    options: { signal: AbortSignal },
  ): Promise<CommandOutputs[C]>
  /** Everything announced from the moment of the call, until the signal aborts (ends quietly) or the engine goes away (throws a `Fault` `state-busy`). */
  events(options: { signal: AbortSignal }): AsyncIterable<EngineEvent>
}
