import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import type { ReportOutcome } from '../report/closing-report.ts'
import { FollowedReport } from '../report/followed-report.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { Painter } from '../show/painter.ts'
import { SameReason } from '../show/same-reason.ts'
import { fitText } from '../show/text-width.ts'
import { countOf } from '../show/words.ts'
import type { World } from '../world.ts'
import { SessionRows } from './session-rows.ts'
import { endedLine, stateLine } from './watch-lines.ts'

interface ViewOptions {
  json: boolean
  /** Empty for none. */
  followReport: string
}

/** Watches in the foreground as a person or a program sees them: a line for each file and each turn of a state; on a terminal also how each stands. */
export class WatchView implements Disposable {
  readonly #world: World
  readonly #json: boolean
  readonly #painter: Painter | undefined
  readonly #report: FollowedReport | undefined
  readonly #watches = new Map<string, WatchStatus>()
  readonly #said = new Map<string, string>()
  readonly #before = new Map<string, WatchStatus['today']>()
  readonly #batches = new Map<string, BatchSnapshot>()
  readonly #reasons = new SameReason()
  /** Which files belong to this command. */
  readonly rows = new SessionRows()

  constructor(world: World, { json, followReport }: ViewOptions) {
    this.#world = world
    this.#json = json
    this.#report = followReport ? new FollowedReport(followReport, { goesOn: true }) : undefined
    this.#painter = world.stderr.live && !json ? new Painter(world.stderr) : undefined
  }

  /** Batches of these watches that were seen, as they were seen last. */
  get batches(): BatchSnapshot[] {
    return [...this.#batches.values()]
  }

  /** The report that is written as files end; undefined without one. */
  get followed(): ReportOutcome | undefined {
    return this.#report
  }

  /** What had been done today when each was begun. */
  get before(): WatchStatus['today'][] {
    return [...this.#before.values()]
  }

  /** Once more where another process had it: what is done since the first time counts. */
  begun(watch: WatchStatus): void {
    if (!this.#before.has(watch.id)) {
      this.#before.set(watch.id, watch.today)
      this.rows.begun(watch.today)
    }
    this.#watches.set(watch.id, watch)
    this.#turned(watch)
  }

  /** Watched no more, at least for now. */
  ended(watch: string): void {
    this.#watches.delete(watch)
    this.#said.delete(watch)
    this.#paint()
  }

  event(event: EngineEvent): void {
    if (event.type === 'ended') this.rows.ended(event.batchId, event.rows)
    if (!this.#concerns(event)) return
    if (this.#json) this.#world.stdout.write(`${jsonLine(event)}\n`)
    this.#report?.event(event)
    if (event.type === 'ended') for (const row of event.rows) this.say(endedLine(row, this.#reasons))
    else if (event.type === 'watch') this.#turned(event.watch)
    else if (event.type === 'notice') this.say(escapeName(event.message))
    else if (event.type === 'batch' || event.type === 'finished') this.#batches.set(event.batch.batchId, event.batch)
    this.#paint()
  }

  say(line: string): void {
    if (this.#json) return
    if (this.#painter) this.#painter.print(line)
    else this.#world.stdout.write(`${line}\n`)
  }

  [Symbol.dispose](): void {
    this.#painter?.[Symbol.dispose]()
    this.#report?.[Symbol.dispose]()
  }

  #concerns(event: EngineEvent): boolean {
    switch (event.type) {
      case 'watch':
        return this.#watches.has(event.watch.id)
      case 'watch-removed':
        return this.#watches.has(event.watch)
      case 'ended':
        return this.#batches.has(event.batchId)
      case 'batch':
      case 'finished':
        return this.#watches.has(event.batch.watch ?? '')
      case 'settings':
      case 'vault':
      case 'recipes':
        return false
      case 'notice':
        return true
    }
  }

  /** Settling comes and goes with every file: it is painted, not told. */
  #turned(watch: WatchStatus): void {
    this.#watches.set(watch.id, watch)
    const isQuiet = watch.state === 'settling' || watch.state === 'starting'
    const line = stateLine(watch)
    if (isQuiet || this.#said.get(watch.id) === line) return
    this.#said.set(watch.id, line)
    this.say(line)
  }

  #paint(): void {
    if (!this.#painter) return
    const columns = Math.max(1, this.#world.stderr.columns - 1)
    const lines = [...this.#watches.values()].map((watch) => {
      const { done, failed } = watch.today.counts
      const today = `${countOf(done, 'file')} today${failed > 0 ? `, ${failed} failed` : ''}`
      return fitText(`${stateLine(watch)}   ${today}`, columns)
    })
    this.#painter.paint(lines.slice(0, Math.max(1, this.#world.stderr.rows - 1)))
  }
}
