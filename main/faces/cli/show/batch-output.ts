import type { World } from '../world.ts'
import type { ReportOutcome } from '../report/closing-report.ts'
import { FollowedReport } from '../report/followed-report.ts'
import type { BatchView } from './batch-view.ts'
import { JsonView } from './json-view.ts'
import { LiveView } from './live-view.ts'
import { PlainView } from './plain-view.ts'
import type { Terminal } from './terminal.ts'

interface BatchOutput {
  view: BatchView
  /** For the closing words. */
  tell: Terminal
  /** The report that is written as files end; undefined without one. */
  followed: ReportOutcome | undefined
}

/**
 * How a batch is shown. A person's terminal gets a live block on stderr, so that stdout stays clean; anything else gets lines on stdout.
 * With `json`, stdout is for programs alone and words go to stderr.
 */
export function batchOutput(
  world: World,
  { json, followReport }: { json: boolean; followReport: string },
): BatchOutput {
  const { stdout, stderr, clock } = world
  const views: BatchView[] = []
  const followed = followReport ? new FollowedReport(followReport) : undefined
  if (followed) views.push(followed)
  if (json) views.push(new JsonView({ stdout }))
  if (stderr.live && !(json && stdout.live)) views.push(new LiveView({ terminal: stderr, clock }))
  else if (!json) views.push(new PlainView({ terminal: stdout, clock }))
  return { view: together(views), tell: json ? stderr : stdout, followed }
}

function together(views: BatchView[]): BatchView {
  return {
    started: (batch) => views.forEach((view) => view.started(batch)),
    event: (event) => views.forEach((view) => view.event(event)),
    say: (sentence) => views.forEach((view) => view.say(sentence)),
    failed: (line) => views.forEach((view) => view.failed(line)),
    [Symbol.dispose]: () => views.forEach((view) => view[Symbol.dispose]()),
  }
}
