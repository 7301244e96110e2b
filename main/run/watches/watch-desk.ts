import { Fault } from '../../../contract/fault.ts'
import type { WaitingFile, WatchQuestion, WatchStatus } from '../../../contract/watch.ts'
import type { KnownWatches } from './known-watches.ts'
import type { WatchLeases } from './watch-leases.ts'
import type { WatchRecord } from './watch-record.ts'
import { stoppedStatus } from './watch-status.ts'
import type { WatchedFolder } from './watched-folder.ts'

interface DeskParts {
  known: KnownWatches
  atWork: ReadonlyMap<string, WatchedFolder>
  /** Of those that are not kept. */
  leases: WatchLeases
}

/**
 * What faces ask of watched folders, and have those at work do. Nothing here changes what a watch is, so none of it waits for a turn. Fault `watch-unknown`,
 * and `usage-wrong` where something is to be done by a watch that nothing runs.
 */
export class WatchDesk {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  async list(): Promise<WatchStatus[]> {
    const records = await this.#parts.known.present()
    return records.map((record) => this.statusOf(record)).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Whoever asks for one that a command has begun keeps it going. */
  async get(watch: string): Promise<WatchStatus> {
    const record = await this.#parts.known.find(watch)
    this.#parts.leases.renew(record.id)
    return this.statusOf(record)
  }

  /** What a person wants done with the files a watch asks about. */
  answer(watch: string, question: WatchQuestion['kind'], answer: 'process' | 'leave'): Promise<WatchStatus> {
    return this.#have(watch, (atWork) => atWork.answer(question, answer))
  }

  rescan(watch: string): Promise<WatchStatus> {
    return this.#have(watch, (atWork) => atWork.rescan())
  }

  /** Whole files that wait for its hours are taken. */
  startNow(watch: string): Promise<WatchStatus> {
    return this.#have(watch, (atWork) => atWork.startNow())
  }

  /** Has the groups that are open closed now, or left open; does not wait for their results. */
  gathering(watch: string, what: 'close' | 'keepOpen'): Promise<WatchStatus> {
    return this.#have(watch, (atWork) => atWork.day[what]())
  }

  async #have(watch: string, act: (atWork: WatchedFolder) => void | Promise<void>): Promise<WatchStatus> {
    const atWork = await this.#parts.known.findAtWork(watch)
    await act(atWork)
    return atWork.status()
  }

  async files(
    watch: string,
    page: { offset: number; limit: number },
  ): Promise<{ files: WaitingFile[]; total: number }> {
    const { id } = await this.#parts.known.find(watch)
    return this.#parts.atWork.get(id)?.files(page.offset, page.limit) ?? { files: [], total: 0 }
  }

  /** For one whose batch was changed while it was over; one that is not at work counts when it begins. */
  async recount(watch: string): Promise<void> {
    await this.#parts.atWork.get(watch)?.recount()
  }

  /** Hands a file over that is still waited for. Fault `file-missing` where it does not wait. */
  async processAnyway(watch: string, path: string): Promise<void> {
    const atWork = await this.#parts.known.findAtWork(watch)
    if (!(await atWork.takeNow(path)))
      throw new Fault('file-missing', { subject: path, why: 'It does not wait in this folder.' })
  }

  /** As it is now, at work or not. */
  statusOf(record: WatchRecord): WatchStatus {
    return this.#parts.atWork.get(record.id)?.status() ?? stoppedStatus(record)
  }
}
