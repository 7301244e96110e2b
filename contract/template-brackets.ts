/** A part of a token's text between separators, and where it begins. */
export interface Piece {
  at: number
  text: string
}

export interface OpenBracket {
  at: number
  bracket: string
  closer: string
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The `}` that ends the token at `at`: the first one outside brackets of a pattern. Without one, the outermost bracket that is left open. */
export function closingBrace(text: string, at: number): { close?: number; left?: OpenBracket | undefined } {
  const open: OpenBracket[] = []
  for (const { index, letter, depth } of scan(text, at + 1, open))
    if (letter === '}' && depth === 0) return { close: index }
  return { left: open[0] }
}

/** Cuts at every separator that stands outside brackets. `at`: where the text begins. */
export function split(text: string, { at, by }: { at: number; by: string }): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { index, letter, depth } of scan(text, 0)) {
    if (letter !== by || depth !== 0) continue
    pieces.push({ at: at + from, text: text.slice(from, index) })
    from = index + 1
  }
  return [...pieces, { at: at + from, text: text.slice(from) }]
}

/** Walks the letters with how deep they stand in `( )`, `[ ]` and `{ }`, and keeps in `open` which are; what follows a backslash is no bracket and no end. */
function* scan(
  text: string,
  from: number,
  open: OpenBracket[] = [],
): Generator<{ index: number; letter: string; depth: number }> {
  for (let index = from; index < text.length; index++) {
    const letter = text[index] ?? ''
    const within = open.at(-1)?.closer
    const closer = within === ']' ? undefined : closers[letter]
    if (letter === '\\') index++
    else if (letter === within) open.pop()
    else if (closer !== undefined) open.push({ at: index, bracket: letter, closer })
    else yield { index, letter, depth: open.length }
  }
}
