/** Something was handed to a party that takes nothing any more. What was handed over was not taken. */
export class ClosedError extends Error {
  constructor(what: string) {
    super(`The ${what} is closed.`)
    this.name = 'ClosedError'
  }
}
