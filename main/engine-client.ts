import { checkedInput } from '../contract/checked-input.ts'
import { type CommandInput, type CommandName, type CommandOutputs, inputSchema } from '../contract/command.ts'
import type { Client } from '../contract/client.ts'
import type { EngineEvent } from '../contract/event.ts'
import { Fault } from '../contract/fault.ts'

/** What answers each command; inputs have been validated. */
export type Answers = {
  [C in CommandName]?: (input: never, options: { signal: AbortSignal }) => Promise<CommandOutputs[C]>
}

/** A client in the engine's own process: validates every question as it would one from afar. */
export function localClient(
  answers: Answers,
  listen: (options: { signal: AbortSignal }) => AsyncIterable<EngineEvent>,
): Client {
  return {
    async ask<C extends CommandName>(
      command: C,
      input: CommandInput<C>,
      { signal }: { signal: AbortSignal },
    ): Promise<CommandOutputs[C]> {
      signal.throwIfAborted()
      const answer = answers[command] as
        | ((input: unknown, options: { signal: AbortSignal }) => Promise<CommandOutputs[C]>)
        | undefined
      if (!answer) throw new Fault('usage-wrong', { subject: command, why: 'Nothing here answers it.' })
      return answer(checkedInput(command, inputSchema(command), input), { signal })
    },
    events: (options) => listen(options),
    async [Symbol.asyncDispose]() {},
  }
}
