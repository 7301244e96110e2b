import { wantedReport } from './report/wanted-report.ts'
import type { ReportOutcome } from './report/closing-report.ts'
import type { BatchView } from './show/batch-view.ts'
import { batchOutput } from './show/batch-output.ts'
import type { Terminal } from './show/terminal.ts'
import type { World } from './world.ts'

/** The options that `run` and `resume` share. */
export interface FollowOptions {
  report?: string
  followReport?: true
  json?: true
  /** Milliseconds; null waits without limit. */
  wait?: number | null
}

export interface FollowSettings extends Disposable {
  view: BatchView
  tell: Terminal
  /** The report to write at the end; empty for none. */
  reportPath: string
  /** The report that is written as files end; undefined without one. */
  followed: ReportOutcome | undefined
  waitMs: number | null
}

/** A person can free some space while a run waits; a script cannot. */
const waitOnTerminalMs = 10 * 60_000

/** @throws Fault `usage-wrong`, or naming the report's path, when the report cannot be written as asked */
export async function followSettings(world: World, options: FollowOptions): Promise<FollowSettings> {
  const { json = false, wait } = options
  const { atEnd, followed: followedPath } = await wantedReport(options, world.cwd)
  const { view, tell, followed } = batchOutput(world, { json, followReport: followedPath })
  return {
    view,
    tell,
    followed,
    reportPath: atEnd,
    waitMs: wait === undefined ? (world.stderr.live ? waitOnTerminalMs : 0) : wait,
    [Symbol.dispose]: () => view[Symbol.dispose](),
  }
}
