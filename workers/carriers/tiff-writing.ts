import { entryBytes, pointers, type TiffEntries, type TiffEntry, valueBytes, viewOf } from '../tiff-entries.ts'

/** Directories of tags put behind what there is of a file, or of a block. Places are counted from its beginning. */
export class TiffWriting {
  readonly #little: boolean
  readonly #parts: Buffer[] = []
  #end = 0

  constructor(before: Buffer, { little }: { little: boolean }) {
    this.#little = little
    this.#put(before)
  }

  /** All of it, with a first directory that stands at `start`. */
  finish(start: number): Buffer {
    const whole = Buffer.concat(this.#parts)
    viewOf(whole).setUint32(4, start, this.#little)
    return whole
  }

  /** Puts all directories, and answers where that of the picture stands: with entries of `own` that lead to where they led, and before the directory at `next`. */
  tell(told: TiffEntries, { own = [], next = 0 }: { own?: Buffer[]; next?: number } = {}): number {
    const { little } = told
    const below = (['exif', 'gps'] as const).filter((part) => told[part].length > 0)
    const leading = below.map((part) => {
      const start = this.directory(told[part].map((entry) => this.entry(this.#inOrder(entry, little))))
      return this.entry({ number: pointers[part], type: long, count: 1, value: this.#number(start) })
    })
    const entries = told.picture.map((entry) => this.entry(this.#inOrder(entry, little)))
    return this.directory([...own, ...leading, ...entries], next)
  }

  /** An entry for a directory; its value, in the order of this file, is put before it where it is longer than four bytes. */
  entry({ number, type, count, value }: TiffEntry): Buffer {
    const entry = Buffer.alloc(entryBytes)
    const view = viewOf(entry)
    view.setUint16(0, number, this.#little)
    view.setUint16(2, type, this.#little)
    view.setUint32(4, count, this.#little)
    if (value.length <= 4) value.copy(entry, 8)
    else view.setUint32(8, this.#put(value), this.#little)
    return entry
  }

  /** By number, as readers look for them. */
  directory(entries: Buffer[], next = 0): number {
    const numberOf = (entry: Buffer): number => viewOf(entry).getUint16(0, this.#little)
    const count = Buffer.alloc(2)
    viewOf(count).setUint16(0, entries.length, this.#little)
    const sorted = entries.toSorted((one, other) => numberOf(one) - numberOf(other))
    return this.#put(Buffer.concat([count, ...sorted, this.#number(next)]))
  }

  /** Everything stands at an even place. */
  #put(bytes: Buffer): number {
    const at = this.#end
    const filling = Buffer.alloc(bytes.length % 2)
    this.#parts.push(bytes, filling)
    this.#end += bytes.length + filling.length
    return at
  }

  #number(value: number): Buffer {
    const bytes = Buffer.alloc(4)
    viewOf(bytes).setUint32(0, value, this.#little)
    return bytes
  }

  #inOrder(entry: TiffEntry, little: boolean): TiffEntry {
    return little === this.#little ? entry : { ...entry, value: reversed(entry) }
  }
}

const long = 4
/** A fraction is two numbers. */
const fractions = new Set([5, 10])

function reversed({ type, value }: TiffEntry): Buffer {
  const bytes = fractions.has(type) ? 4 : valueBytes[type]
  const copy = Buffer.from(value)
  if (bytes === 2) return copy.swap16()
  if (bytes === 4) return copy.swap32()
  return bytes === 8 ? copy.swap64() : copy
}
