import type { FileTicket, Lent } from './file-ticket.ts'

/** Up to this size another thread may read a file, in one go. */
export const lentMostBytes = 4 * 2 ** 20
/** The most that one piece holds: enough to be worth a message to another thread, and little enough to be done soon. */
const pieceFiles = 64
const pieceBytes = 2 ** 20

export interface LentFile<T> {
  file: T
  lent: Lent
}

/** Small files that follow each other and that any thread may read, cut into pieces of work. */
export interface LentRun<T> {
  pieces: LentFile<T>[][]
}

/** The files in their order: small ones that are lent in runs, each of the others by itself. */
export function* lentRuns<T extends object>(
  files: Iterable<T>,
  lentOf: (file: T) => Lent | undefined,
): Generator<LentRun<T> | { file: T }> {
  let run = new Pieces<T>()
  for (const file of files) {
    const lent = lentOf(file)
    if (lent && lent.ticket.size <= lentMostBytes) run.add({ file, lent })
    else {
      if (run.pieces.length > 0) yield run
      run = new Pieces<T>()
      yield { file }
    }
  }
  if (run.pieces.length > 0) yield run
}

export function ticketsOf<T>(piece: readonly LentFile<T>[]): FileTicket[] {
  return piece.map(({ lent }) => lent.ticket)
}

class Pieces<T> implements LentRun<T> {
  readonly pieces: LentFile<T>[][] = []
  #bytes = 0

  add(one: LentFile<T>): void {
    const last = this.pieces.at(-1)
    const sizeBytes = Number(one.lent.ticket.size)
    const isFull = !last || last.length >= pieceFiles || this.#bytes + sizeBytes > pieceBytes
    if (isFull) this.pieces.push([one])
    else last.push(one)
    this.#bytes = isFull ? sizeBytes : this.#bytes + sizeBytes
  }
}
