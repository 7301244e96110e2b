import type { DesktopInput } from '../../../contract/desktop.ts'

export interface LeavingParts {
  /** Whether files are under way that quitting would interrupt. */
  isBusy: () => boolean
  /** Whether the app goes on without a window. */
  keepsRunning: () => boolean
  /** Asks the person; they answer through `answer`. */
  ask: () => void
  hide: () => void
  /** Ends everything in good order; its end is waited for. */
  close: () => Promise<void>
  /** Really goes, by `app.exit` or by quitting once more. */
  exit: () => void
}

/** Closing takes longer than this only when something hangs; the next start recovers what was under way. */
const closeMostMs = 15_000

/** How the app ends: nothing that is under way is interrupted before the person has said so, and nothing keeps it from ending once they have. */
export class Leaving {
  readonly #parts: LeavingParts
  #state: 'here' | 'asking' | 'leaving' | 'gone' = 'here'

  constructor(parts: LeavingParts) {
    this.#parts = parts
  }

  /** The window is being closed: whether it may. */
  mayClose(): boolean {
    const { isBusy, keepsRunning, hide } = this.#parts
    if (this.#state === 'leaving' || this.#state === 'gone') return true
    if (keepsRunning()) hide()
    else if (isBusy()) this.#ask()
    else return true
    return false
  }

  /** The app is being quit: whether that has to wait. Asked once more while the question is open, it does not wait for the answer. */
  mustWait(): boolean {
    if (this.#state === 'gone') return false
    if (this.#state === 'here' && this.#parts.isBusy()) this.#ask()
    else if (this.#state !== 'leaving') this.#leave()
    return true
  }

  answer({ answer }: DesktopInput<'quit.answer'>): void {
    if (this.#state !== 'asking') return
    this.#state = 'here'
    if (answer === 'background') this.#parts.hide()
    else if (answer === 'quit') this.#leave()
  }

  #ask(): void {
    this.#state = 'asking'
    this.#parts.ask()
  }

  #leave(): void {
    const { close, exit } = this.#parts
    this.#state = 'leaving'
    const go = () => {
      clearTimeout(late)
      if (this.#state === 'gone') return
      this.#state = 'gone'
      exit()
    }
    const late = setTimeout(go, closeMostMs)
    void close().then(go, go)
  }
}
