const sequences = /\u001b\[[?\d;]*[A-Za-z]|[\r\n]|[^\u001b\r\n]+/g

/** The rows of a terminal that is painted as `Painter` does: whole lines, and what is painted over is erased first. */
export class Screen {
  readonly #rows = ['']
  #at = 0

  /** The rows as they stand, with the attributes of their text. */
  get rows(): string[] {
    return [...this.#rows]
  }

  write(text: string): void {
    for (const [token] of text.matchAll(sequences)) this.#take(token)
  }

  #take(token: string): void {
    const isAttribute = token.endsWith('m') && token.startsWith('\u001b')
    if (token === '\n') this.#rows[++this.#at] ??= ''
    else if (isAttribute || !/^[\u001b\r]/.test(token)) this.#rows[this.#at] += token
    else if (token.endsWith('A')) this.#at = Math.max(0, this.#at - Number.parseInt(token.slice(2), 10))
    else if (token.endsWith('J')) this.#rows.splice(this.#at, Number.POSITIVE_INFINITY, '')
  }
}
