/** Calls `give` when disposed. A class, because an object literal with a computed key is built several times slower, and every job makes a few. */
export class Release implements Disposable {
  readonly #give: () => void

  constructor(give: () => void) {
    this.#give = give
  }

  [Symbol.dispose](): void {
    this.#give()
  }
}
