import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { BatchSnapshot, EndedRow, EngineEvent } from '../../../../contract/event.ts'
import type { ReportLine } from '../../../../contract/job.ts'
import type { Fault } from '../../../../contract/fault.ts'
import { encodePath } from '../../../../contract/path-text.ts'
import { ioFault } from '../../../io/errno.ts'
import { toFs } from '../../../io/paths.ts'
import type { BatchView } from '../show/batch-view.ts'
import type { ReportOutcome } from './closing-report.ts'

/**
 * The report as it grows (`--follow-report`): a line for each file the moment it ends, in order of ending. Nothing is flushed to the disk. Once it
 * cannot be written it ends there, with `fault` for whoever tells of it: the files go on.
 */
export class FollowedReport implements BatchView, ReportOutcome {
  readonly path: string
  readonly #file: number
  #closed = false
  #fault: Fault | undefined

  /** Empties `path` or makes it. @throws Fault naming `path` when nothing can be written there */
  constructor(path: string) {
    this.path = path
    try {
      this.#file = openSync(toFs(path), 'w')
    } catch (error) {
      throw ioFault(error, path)
    }
  }

  get fault(): Fault | undefined {
    return this.#fault
  }

  started(_batch: BatchSnapshot): void {}

  event(event: EngineEvent): void {
    if (event.type !== 'ended' || this.#fault) return
    const lines = event.rows.map((row) => `${JSON.stringify(reportLineOf(event.batchId, row))}\n`)
    try {
      // Written at once and in order: a line costs microseconds, and whoever follows the file sees it now.
      writeFileSync(this.#file, lines.join(''))
    } catch (error) {
      this.#fault = ioFault(error, this.path)
    }
  }

  say(): void {}

  failed(): void {}

  [Symbol.dispose](): void {
    if (!this.#closed) closeSync(this.#file)
    this.#closed = true
  }
}

/** As the engine's own report has it. */
export function reportLineOf(batch: string, { path, state, reused, outputs, fault, ms }: EndedRow): ReportLine {
  return {
    batch,
    path: path.toWellFormed(),
    ...(path.isWellFormed() ? {} : { pathKey: Buffer.from(encodePath(path)).toString('base64url') }),
    state,
    reused,
    outputs: outputs.map((output) => ({ ...output, path: output.path.toWellFormed() })),
    ...(fault ? { code: fault.code, message: fault.message.toWellFormed(), remedy: fault.remedy } : {}),
    ms,
  }
}
