/** One instruction of a compiled pattern; places are indices into the program. */
export type Instruction =
  | { kind: 'letter'; matches: (letter: string) => boolean }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'save'; slot: number }
  | { kind: 'assert'; holds: (before: string | undefined, after: string | undefined) => boolean }
  | { kind: 'match' }

/** Keeps a replace over the longest value under a few milliseconds. */
const maxInstructions = 250
/** Four to an instruction; of more, brackets in brackets would be too deep to be followed. */
const maxLetters = 4 * maxInstructions

/** Compiles a pattern whose grammar the platform's own `RegExp` has accepted; what cannot run in linear time is refused. */
export function compilePattern(source: string): { program: Instruction[] } | { problem: string } {
  try {
    if (source.length > maxLetters) throw tooLarge()
    new RegExp(source, 'u')
    const program = new Compiler(source).compile()
    return { program }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message.replace(/^Invalid regular expression: /, '') }
    throw error
  }
}

/** A piece of program with places relative to its own start. */
type Piece = Instruction[]

class Compiler {
  readonly #source: string
  #at = 0
  #groups = 0

  constructor(source: string) {
    this.#source = source
  }

  compile(): Instruction[] {
    const body = this.#alternatives()
    return join({ kind: 'save', slot: 0 }, body, { kind: 'save', slot: 1 }, { kind: 'match' })
  }

  #alternatives(): Piece {
    const left = this.#sequence()
    if (!this.#take('|')) return left
    const right = this.#alternatives()
    // split L1 L2; L1: left; jump past; L2: right. A jump is a split whose two ways are the same.
    const end = left.length + 2 + right.length
    return [
      { kind: 'split', first: 1, second: left.length + 2 },
      ...moved(left, 1),
      { kind: 'split', first: end, second: end },
      ...moved(right, left.length + 2),
    ]
  }

  #sequence(): Piece {
    let piece: Piece = []
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? ''))
      piece = join(piece, this.#repeated())
    return piece
  }

  #repeated(): Piece {
    const atom = this.#atom()
    const quantifier = /[*+?]|\{(\d+)(,?)(\d*)\}/y
    quantifier.lastIndex = this.#at
    const found = quantifier.exec(this.#source)
    if (found === null) return atom
    this.#at = quantifier.lastIndex
    const lazy = this.#take('?')
    const [least, most] = bounds(found)
    return repeat(atom, { least, most, lazy })
  }

  #atom(): Piece {
    if (this.#take('(')) return this.#group()
    if (this.#take('^')) return [{ kind: 'assert', holds: (before) => before === undefined }]
    if (this.#take('$')) return [{ kind: 'assert', holds: (_, after) => after === undefined }]
    const atom =
      /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[a-zA-Z]|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^]/uy
    atom.lastIndex = this.#at
    const text = atom.exec(this.#source)?.[0] ?? ''
    this.#at = atom.lastIndex
    if (text === '\\b' || text === '\\B') return [boundary(text === '\\b')]
    if (/^\\[1-9k]/.test(text)) throw new SyntaxError(`back-references such as ${text} are not available here`)
    const one = new RegExp(`^${text}$`, 'su')
    return [{ kind: 'letter', matches: (letter) => one.test(letter) }]
  }

  #group(): Piece {
    if (this.#take('?:')) return this.#closed(this.#alternatives())
    if (this.#source[this.#at] === '?') throw new SyntaxError('look-around and named groups are not available here')
    const group = ++this.#groups
    const body = this.#closed(this.#alternatives())
    return join({ kind: 'save', slot: group * 2 }, body, { kind: 'save', slot: group * 2 + 1 })
  }

  #closed(piece: Piece): Piece {
    this.#take(')')
    return piece
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }
}

function bounds([sign, least, comma, most]: RegExpExecArray): [number, number] {
  if (sign === '*') return [0, Infinity]
  if (sign === '+') return [1, Infinity]
  if (sign === '?') return [0, 1]
  return [Number(least), most ? Number(most) : comma ? Infinity : Number(least)]
}

function boundary(wanted: boolean): Instruction {
  const isWord = (letter: string | undefined) => letter !== undefined && /^\w$/.test(letter)
  return { kind: 'assert', holds: (before, after) => (isWord(before) !== isWord(after)) === wanted }
}

function repeat(atom: Piece, { least, most, lazy }: { least: number; most: number; lazy: boolean }): Piece {
  // However often nothing is repeated, it is nothing, and counting that out could take hours.
  if (atom.length === 0) return []
  let piece: Piece = []
  for (let count = 0; count < least; count++) piece = join(piece, atom)
  if (most === Infinity) return join(piece, loop(atom, lazy))
  for (let count = least; count < most; count++) piece = join(piece, optional(atom, lazy))
  return piece
}

function optional(atom: Piece, lazy: boolean): Piece {
  return [fork(1, atom.length + 1, lazy), ...moved(atom, 1)]
}

function loop(atom: Piece, lazy: boolean): Piece {
  return [fork(1, atom.length + 2, lazy), ...moved(atom, 1), { kind: 'split', first: 0, second: 0 }]
}

function fork(into: number, past: number, lazy: boolean): Instruction {
  return lazy ? { kind: 'split', first: past, second: into } : { kind: 'split', first: into, second: past }
}

function join(...parts: (Instruction | Piece)[]): Piece {
  const joined: Piece = []
  for (const part of parts) {
    const piece = Array.isArray(part) ? part : [part]
    if (joined.length + piece.length > maxInstructions) throw tooLarge()
    joined.push(...moved(piece, joined.length))
  }
  return joined
}

function tooLarge(): SyntaxError {
  return new SyntaxError('the pattern is too large')
}

function moved(piece: Piece, by: number): Piece {
  return piece.map((each) =>
    each.kind === 'split' ? { kind: 'split', first: each.first + by, second: each.second + by } : each,
  )
}
