import { powerSaveBlocker } from 'electron'

/** Keeps the machine from going to sleep while files are under way; its screen may. */
export class Awake implements Disposable {
  #blocker: number | null = null

  set(running: boolean): void {
    if (running && this.#blocker === null) this.#blocker = powerSaveBlocker.start('prevent-app-suspension')
    else if (!running) this[Symbol.dispose]()
  }

  [Symbol.dispose](): void {
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = null
  }
}
