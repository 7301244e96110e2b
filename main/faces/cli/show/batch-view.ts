import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'
import type { ReportLine } from '../../../../contract/job.ts'

/** One way to show a batch while it runs. Disposing takes whatever it painted off the screen. */
export interface BatchView extends Disposable {
  /** Called once it is known what runs; again when another process's engine has to be replaced by our own. */
  started(batch: BatchSnapshot): void
  /** Each event of this batch, in order. */
  event(event: EngineEvent): void
  /** A sentence for the person, e.g. what Ctrl-C does. */
  say(sentence: string): void
  /** Each failed file of the report, at the end: those that failed before this view began are still to be named. */
  failed(line: ReportLine): void
}
