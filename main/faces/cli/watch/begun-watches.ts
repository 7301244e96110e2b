import type { Client } from '../../../../contract/client.ts'
import type { EngineEvent } from '../../../../contract/event.ts'
import type { WatchRules } from '../../../../contract/watch-rules.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { escapeName } from '../show/escape-name.ts'
import type { WatchView } from './watch-view.ts'

interface Parts {
  client: Client
  view: WatchView
  /** Files that are there already are done once more where the recipe has changed. */
  redo: boolean
  signal: AbortSignal
}

interface Begun {
  rules: WatchRules
  name: string
}

/** The watches this command has begun and that are still its own. */
export class BegunWatches {
  readonly #parts: Parts
  readonly #begun = new Map<string, Begun>()
  readonly #allGone = Promise.withResolvers<void>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get ids(): string[] {
    return [...this.#begun.keys()]
  }

  /** Resolves when somebody else has removed the last of them. */
  get allGone(): Promise<void> {
    return this.#allGone.promise
  }

  async begin(rules: WatchRules): Promise<void> {
    const { client, view, redo, signal } = this.#parts
    const { watch } = await client.ask('watch.add', { rules, kept: false }, { signal })
    this.#begun.set(watch.id, { rules, name: watch.name })
    view.begun(watch)
    if (redo && asksWhetherAgain(watch))
      await client.ask('watch.answer', { watch: watch.id, question: 'recipe-changed', answer: 'process' }, { signal })
  }

  /** Begins one again that ended because this command was halted too long to ask for it; one that somebody removed is watched no more. */
  async removed({ watch, unasked }: EngineEvent & { type: 'watch-removed' }): Promise<void> {
    const begun = this.#begun.get(watch)
    if (!begun) return
    const { view } = this.#parts
    const name = escapeName(begun.name)
    view.ended(watch)
    if (unasked) {
      view.say(`“${name}” was not watched while this command was halted. Watching it again.`)
      // Stays among them meanwhile, to be ended by whoever stops the command.
      return this.begin(begun.rules)
    }
    this.#begun.delete(watch)
    view.say(`“${name}” was removed elsewhere and is not watched any more.`)
    if (this.#begun.size === 0) this.#allGone.resolve()
  }
}

function asksWhetherAgain({ question }: WatchStatus): boolean {
  return question?.kind === 'recipe-changed'
}
