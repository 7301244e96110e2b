import { closeSync, constants, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs'
import type { BatchSnapshot, EndedRow, EngineEvent } from '../../../../contract/event.ts'
import type { ReportLine } from '../../../../contract/job.ts'
import type { Fault } from '../../../../contract/fault.ts'
import { shownPath } from '../../../../contract/shown-path.ts'
import { ioFault } from '../../../io/errno.ts'
import { toFs } from '../../../io/paths.ts'
import type { BatchView } from '../show/batch-view.ts'
import type { ReportOutcome } from './closing-report.ts'

interface FollowedOptions {
  /** Goes on at the end of what is there already, as a watch does that is begun again; else that is replaced. */
  goesOn?: boolean
}

/**
 * The report as it grows (`--follow-report`): a line for each file the moment it ends, in order of ending. Nothing is flushed to the disk. Where the
 * file was renamed or removed meanwhile, as `logrotate` does it, the next line begins another under the name. Once it cannot be written it ends there,
 * with `fault` for whoever tells of it: the files go on.
 */
export class FollowedReport implements BatchView, ReportOutcome {
  readonly path: string
  #file: number
  #closed = false
  #fault: Fault | undefined

  /** Empties `path`, or makes it, or goes on with it. @throws Fault naming `path` when nothing can be written there */
  constructor(path: string, { goesOn = false }: FollowedOptions = {}) {
    this.path = path
    try {
      this.#file = openReport(path, goesOn ? 0 : constants.O_TRUNC)
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
      if (this.#isElsewhere()) this.#openAgain()
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

  /** Whether what is open has another name by now, or none. */
  #isElsewhere(): boolean {
    const [named, open] = [
      statSync(toFs(this.path), { bigint: true, throwIfNoEntry: false }),
      fstatSync(this.#file, { bigint: true }),
    ]
    return named === undefined || named.ino !== open.ino || named.dev !== open.dev
  }

  #openAgain(): void {
    const file = openReport(this.path, 0)
    closeSync(this.#file)
    this.#file = file
  }
}

/** For lines at its end, whoever else shortens it. One that was cut off in the middle of a line goes on with the next line. */
function openReport(path: string, more: number): number {
  const { O_RDWR, O_WRONLY, O_APPEND, O_CREAT } = constants
  const reads = statSync(toFs(path), { throwIfNoEntry: false })?.isFile() && more === 0
  const file = openSync(toFs(path), (reads ? O_RDWR : O_WRONLY) | O_APPEND | O_CREAT | more, 0o666)
  if (reads && isCutOff(file)) writeFileSync(file, '\n')
  return file
}

function isCutOff(file: number): boolean {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString('latin1') !== '\n'
}

/** As the engine's own report has it. */
export function reportLineOf(
  batch: string,
  { path, pathKey, state, reused, outputs, fault, ms }: EndedRow,
): ReportLine {
  return {
    batch,
    ...shownPath(path),
    ...(pathKey && { pathKey }),
    state,
    reused,
    outputs: outputs.map((output) => ({
      ...output,
      ...shownPath(output.path),
      ...(output.pathKey && { pathKey: output.pathKey }),
    })),
    ...(fault ? { code: fault.code, message: fault.message.toWellFormed(), remedy: fault.remedy } : {}),
    ms,
  }
}
