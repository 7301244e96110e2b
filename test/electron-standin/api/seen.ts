/** What the app showed outside its pages, in order: a word for what it was, and what was said. A test reads it as `electron.standin.seen`. */
export const seen: [what: string, ...words: unknown[]][] = []

export function note(what: string, ...words: unknown[]): void {
  seen.push([what, ...words])
}
