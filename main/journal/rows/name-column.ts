/** Names packed into one text, so that a search runs at the speed of memory. */
interface Pack {
  /** Folded names, each after a zero character, which no name can hold. */
  text: string
  /** Where each name's zero stands in `text`, and where the text ends. */
  starts: Uint32Array
}

const namesPerPack = 8_192
const separator = '\0'

/** The names of a batch's rows in order, for finding which contain a text, whatever the case. About 20 bytes a name. */
export class NameColumn {
  readonly #packs: Pack[] = []
  /** Not packed yet. */
  #rest: string[] = []

  get count(): number {
    return this.#packs.length * namesPerPack + this.#rest.length
  }

  add(name: string): void {
    this.#rest.push(name)
    if (this.#rest.length < namesPerPack) return
    this.#packs.push(packed(this.#rest))
    this.#rest = []
  }

  /** Row numbers from `from` on whose name contains `text`, ascending. */
  matches(text: string, from: number): Uint32Array {
    const needle = folded(text)
    const found = new Found(this.count - from)
    const packs = [...this.#packs, packed(this.#rest)]
    for (let at = Math.floor(from / namesPerPack); at < packs.length; at++) {
      const first = at * namesPerPack
      const pack = packs[at]
      if (pack) search(pack, { needle, from: Math.max(0, from - first), onRow: (row) => found.add(first + row) })
    }
    return found.rows()
  }
}

class Found {
  readonly #rows: Uint32Array
  #count = 0

  constructor(most: number) {
    this.#rows = new Uint32Array(most)
  }

  add(row: number): void {
    this.#rows[this.#count++] = row
  }

  rows(): Uint32Array {
    return this.#rows.slice(0, this.#count)
  }
}

/** Accents typed in one form find names written in the other. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function packed(names: string[]): Pack {
  const text = separator + folded(names.join(separator))
  const starts = new Uint32Array(names.length + 1)
  for (let row = 1; row < names.length; row++) starts[row] = text.indexOf(separator, (starts[row - 1] ?? 0) + 1)
  starts[names.length] = text.length
  return { text, starts }
}

function search(
  { text, starts }: Pack,
  { needle, from, onRow }: { needle: string; from: number; onRow: (row: number) => void },
): void {
  const rows = starts.length - 1
  for (let row = from; row < rows; row++) {
    const at = text.indexOf(needle, starts[row])
    if (at === -1) return
    while ((starts[row + 1] ?? text.length) <= at) row++
    onRow(row)
  }
}
