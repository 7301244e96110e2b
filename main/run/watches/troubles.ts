import { Fault } from '../../../contract/fault.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'

/** Where something can keep a watch from working: the thread that looks, its recipe, the folder for its results. */
type Source = 'thread' | 'recipe' | 'output'

/** What keeps a watch from working, each until it does not any more. */
export class Troubles {
  readonly #rules: () => WatchRules
  readonly #messages = new Map<Source, string>()

  constructor(rules: () => WatchRules) {
    this.#rules = rules
  }

  /** The one that has lasted longest; undefined while it works. */
  get first(): string | undefined {
    return this.#messages.values().next().value
  }

  /** `error` is null once it works again. */
  note(from: Source, error: unknown): void {
    const { recipe, out, folder } = this.#rules()
    const subject = { recipe, output: out, thread: folder }[from]
    if (error === null) this.#messages.delete(from)
    else this.#messages.set(from, Fault.from(error, subject).message)
  }
}
