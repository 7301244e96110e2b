import type { Client } from '../../../../contract/client.ts'
import type { CommandInput, CommandName, CommandOutputs } from '../../../../contract/command.ts'
import type { BatchSnapshot, EndedRow, EngineEvent } from '../../../../contract/event.ts'
import { Fault } from '../../../../contract/fault.ts'
import { type BatchCounts, emptyCounts } from '../../../../contract/job.ts'
import { FaceQueue } from '../../attach/face-queue.ts'

type Answers = { [C in CommandName]?: (input: CommandInput<C>) => CommandOutputs[C] | Promise<CommandOutputs[C]> }

/** An engine that does what a test tells it: answers from a table, announces on demand, goes away on demand. */
export class ScriptedEngine implements Client {
  readonly asked: { command: CommandName; input: unknown }[] = []
  readonly answers: Answers
  readonly #queues = new Set<FaceQueue>()
  #onAsk: (() => void) | undefined

  constructor(answers: Answers = {}) {
    this.answers = answers
  }

  async ask<C extends CommandName>(
    command: C,
    input: CommandInput<C>,
    { signal }: { signal: AbortSignal },
  ): Promise<CommandOutputs[C]> {
    signal.throwIfAborted()
    this.asked.push({ command, input })
    this.#onAsk?.()
    const answer = this.answers[command]
    if (!answer) throw new Fault('usage-wrong', { subject: command, why: 'The script has no answer.' })
    const aborted = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => aborted.reject(signal.reason))
    return Promise.race([answer(input), aborted.promise])
  }

  events({ signal }: { signal: AbortSignal }): AsyncIterable<EngineEvent> {
    const queue = new FaceQueue()
    this.#queues.add(queue)
    return queue.read({ signal })
  }

  announce(...events: EngineEvent[]): void {
    for (const event of events) for (const queue of this.#queues) queue.push(event)
  }

  /** As when the owner's process ends. */
  goAway(): void {
    for (const queue of this.#queues) queue.close(new Fault('state-busy', { subject: 'the engine' }))
  }

  /** Resolves once `command` has been asked. */
  async wasAsked(command: CommandName): Promise<void> {
    while (!this.asked.some((question) => question.command === command)) {
      await new Promise<void>((resolve) => (this.#onAsk = resolve))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.goAway()
  }
}

export function snapshotOf(
  part: Partial<Omit<BatchSnapshot, 'counts'>> & { counts?: Partial<BatchCounts> } = {},
): BatchSnapshot {
  return {
    batchId: 'batch-1',
    recipe: 'Copy',
    out: '/out',
    state: 'running',
    reason: '',
    running: [],
    slowest: null,
    startedMs: 0,
    held: null,
    stages: { read: 0, transform: 0, write: 0 },
    remainingMs: null,
    ...part,
    counts: { ...emptyCounts(), ...part.counts },
  }
}

export function endedRowOf(part: Partial<EndedRow> = {}): EndedRow {
  return { seq: 0, path: '/in/a.txt', state: 'done', reused: false, outputs: [], fault: null, ms: 1, ...part }
}
