import type { UndoneFile } from '../../../contract/batch-commands.ts'
import type { CommandOutputs } from '../../../contract/command.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'

/** What the names of either kind may take: an answer has to fit into a message. */
const roomBytes = 6 * 1024 * 1024

/** What an undo tells of each file: by name while there is room for it, then by count. Those left alone have a room of their own, however many are taken back. */
export class UndoneFiles {
  readonly #files: UndoneFile[] = []
  readonly #more = { undone: 0, left: 0, gone: 0 }
  #back = { originals: 0, replaced: 0 }
  readonly #room: Record<UndoneFile['result'], number>

  constructor({ room = roomBytes } = {}) {
    this.#room = { undone: room, left: room }
  }

  add(file: UndoneFile): void {
    const { result, gone } = file
    this.#room[result] -= Buffer.byteLength(JSON.stringify(file))
    if (this.#room[result] >= 0) {
      this.#files.push(file)
      return
    }
    this.#room[result] = 0
    this.#more[result]++
    this.#more.gone += gone?.length ?? 0
  }

  /** Every file of a job: what travelled together is taken back together. What is not there, which is `gone`, is told of the first. */
  addJob({ source, members }: Undoable, reasonOf: (path: string) => string, gone: string[] = []): void {
    const files = [source, ...members].map((path): UndoneFile => {
      const reason = reasonOf(path)
      return { path: path.toWellFormed(), result: reason === '' ? 'undone' : 'left', reason }
    })
    const [first] = files
    if (first?.result === 'undone' && gone.length > 0) first.gone = gone
    for (const file of files) this.add(file)
  }

  /** So many originals, and files that results had replaced, have their places again. */
  addBack({ originals, replaced }: { originals: number; replaced: number }): void {
    this.#back.originals += originals
    this.#back.replaced += replaced
  }

  get answer(): CommandOutputs['batch.undo'] {
    const { undone, left } = this.#more
    const { originals, replaced } = this.#back
    return {
      files: this.#files,
      ...(undone + left > 0 && { more: { ...this.#more } }),
      ...(originals > 0 && { originals }),
      ...(replaced > 0 && { replaced }),
    }
  }
}
