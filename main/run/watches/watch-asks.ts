import type { WatchQuestion } from '../../../contract/watch.ts'
import type { WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'

/** What a watch asks a person: about files that were there before it began, and about those that were made with its recipe as it was before. */
export class WatchAsks {
  readonly #record: WatchRecord
  readonly #rooms: WatchRooms
  /** Files that were there already and wait for an answer. */
  #existing = 0

  constructor(record: WatchRecord, rooms: WatchRooms) {
    this.#record = record
    this.#rooms = rooms
  }

  /** The one to be answered first; null while nothing is asked. */
  get open(): WatchQuestion | null {
    if (this.#existing > 0) return { kind: 'existing', files: this.#existing }
    const { madeOtherwise } = this.#record
    return madeOtherwise > 0 ? { kind: 'recipe-changed', files: madeOtherwise } : null
  }

  /** Asks the journal how many there are. */
  async recount(): Promise<void> {
    this.#existing = await this.#rooms.parts.journal.call('countAsked', this.#record.id)
  }

  /** Notes what a person wants done with the files; the folder has to be looked through again where they are to be processed. */
  async answer(question: WatchQuestion['kind'], answer: 'process' | 'leave'): Promise<void> {
    const { journal } = this.#rooms.parts
    if (question === 'existing') {
      await journal.call('answerLeft', { watch: this.#record.id, leave: answer === 'leave' })
      this.#existing = 0
    } else Object.assign(this.#record, { madeOtherwise: 0, redo: answer === 'process' })
    await this.#rooms.save(this.#record)
  }
}
