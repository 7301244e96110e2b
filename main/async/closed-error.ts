/** The receiver has closed. What was handed to it was not taken. */
export class ClosedError extends Error {
  constructor(what: string) {
    super(`The ${what} is closed.`)
    this.name = 'ClosedError'
  }
}
