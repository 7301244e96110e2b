import { Fault } from '../../../../contract/fault.ts'
import type { WholeFile } from '../../../io/publishing/whole-file.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { createReport } from './report-file.ts'

/** What became of a report: where it was to be, and what kept it from being written there. */
export interface ReportOutcome {
  readonly path: string
  readonly fault: Fault | undefined
}

/** Whoever asked for a report and has none is told so, though every file is done. */
export function withReport(exitCode: ExitCode, report: ReportOutcome | undefined): ExitCode {
  return exitCode === exitCodes.ok && report?.fault ? exitCodes.someFailed : exitCode
}

/**
 * The report that is written once everything is done, and that has ended well or not whether it can be written or not: what goes wrong is kept as
 * `fault`, never thrown, and the lines that follow go nowhere.
 */
export class ClosingReport implements ReportOutcome, AsyncDisposable {
  readonly path: string
  #file: WholeFile | undefined
  #fault: Fault | undefined

  private constructor(path: string) {
    this.path = path
  }

  static async begin(path: string): Promise<ClosingReport> {
    const report = new ClosingReport(path)
    await report.#try(async () => void (report.#file = await createReport(path)))
    return report
  }

  get fault(): Fault | undefined {
    return this.#fault
  }

  async writeLines(lines: string[]): Promise<void> {
    await this.#try(async () => this.#file?.writeLines(lines))
  }

  async publish(): Promise<void> {
    await this.#try(async () => this.#file?.publish())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // On a disk that failed the half of it may have to stay.
    await this.#file?.[Symbol.asyncDispose]().catch(() => {})
  }

  async #try(fn: () => Promise<void>): Promise<void> {
    if (this.#fault) return
    try {
      await fn()
    } catch (error) {
      this.#fault = Fault.from(error, this.path)
    }
  }
}
