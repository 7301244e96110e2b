import { Fault } from '../../../contract/fault.ts'
import type { EngineParts } from '../batch-context.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { readRecord, watchId, type WatchRecord } from './watch-record.ts'
import { nameOfWatch } from './watch-status.ts'
import type { WatchedFolder } from './watched-folder.ts'

/** Every watch there is a record of: of one at work what it goes by now, of the others what the journal has. */
export class KnownWatches {
  readonly #journal: EngineParts['journal']
  readonly #atWork: ReadonlyMap<string, WatchedFolder>

  constructor({ journal }: Pick<EngineParts, 'journal'>, atWork: ReadonlyMap<string, WatchedFolder>) {
    this.#journal = journal
    this.#atWork = atWork
  }

  async all(): Promise<WatchRecord[]> {
    const rows = await this.#journal.call('listWatches', null)
    return rows.map(({ id, record }) => this.#atWork.get(id)?.record ?? readRecord(record))
  }

  /** Those that are kept or at work; one that a command had begun, and is gone, is not among them. */
  async present(): Promise<WatchRecord[]> {
    return (await this.all()).filter(({ id, kept }) => kept || this.#atWork.has(id))
  }

  /** The watch that has this folder, recipe and output by now, whatever it began with; a kept one first. */
  async alike(rules: WatchRules): Promise<WatchRecord | undefined> {
    const id = watchId(rules)
    const alike = (await this.all()).filter((record) => watchId(record.rules) === id)
    return alike.find(({ kept }) => kept) ?? alike[0]
  }

  /** For a new watch: one that began with the same rules and was changed since keeps its id. */
  async freeId(rules: WatchRules): Promise<string> {
    const taken = new Set((await this.all()).map(({ id }) => id))
    let nth = 0
    while (taken.has(watchId(rules, nth))) nth++
    return watchId(rules, nth)
  }

  /** By id, or by a name only one has. Fault `watch-unknown`. */
  async find(watch: string): Promise<WatchRecord> {
    const records = await this.all()
    const named = records.filter((record) => nameOfWatch(record) === watch && record.kept)
    const found = records.find(({ id }) => id === watch) ?? (named.length === 1 ? named[0] : undefined)
    if (found) return found
    const why = named.length > 1 ? 'Several have this name: use the id.' : ''
    throw new Fault('watch-unknown', { subject: watch, why })
  }

  /** Fault `watch-unknown`, and `usage-wrong` for one that nothing watches at present. */
  async findAtWork(watch: string): Promise<WatchedFolder> {
    const record = await this.find(watch)
    const atWork = this.#atWork.get(record.id)
    if (atWork) return atWork
    const why = 'Nothing watches it now: start `millrace serve` or the desktop app.'
    throw new Fault('usage-wrong', { subject: nameOfWatch(record), why })
  }
}
