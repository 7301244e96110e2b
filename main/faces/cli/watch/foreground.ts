import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { WatchRules } from '../../../../contract/watch-rules.ts'
import { absolutePath } from '../arguments.ts'
import type { VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { isAway, openEngine } from '../open-engine.ts'
import { ClosingReport, withReport } from '../report/closing-report.ts'
import { requireApart } from '../report/report-apart.ts'
import { wantedReport } from '../report/wanted-report.ts'
import { escapeName } from '../show/escape-name.ts'
import { noReport } from '../show/fault-text.ts'
import type { World } from '../world.ts'
import { rulesFromOptions } from './rules-from-options.ts'
import { BegunWatches } from './begun-watches.ts'
import { StopWatching } from './stop-watching.ts'
import { tallyLine } from './watch-tally.ts'
import { WatchView } from './watch-view.ts'

/** The engine lets go of a watch whose command has not asked for it for a minute. */
const heartbeatMs = 10_000
const takeOverAttempts = 7200

interface Watching {
  world: World
  view: WatchView
  rules: WatchRules[]
  redo: boolean
}

/** Watches folders until it is told to stop; then finishes the files in hand, writes the report and says how many there were. */
export async function watchHere({ world, words, options }: VerbCall): Promise<ExitCode> {
  const asked = { existing: 'process', ...rulesFromOptions(options, world.cwd) } as Partial<WatchRules>
  const { recipe, out } = asked
  if (!recipe || !out) throw new Fault('usage-wrong', { subject: 'watch', why: 'It needs --recipe and --out.' })
  const rules = words.map((word) => ({ ...asked, folder: absolutePath(word, world.cwd) }) as WatchRules)
  requireApart(options['report'] as string | undefined, { out, sources: [] }, world.cwd)
  const { atEnd, followed } = await wantedReport(options, world.cwd)
  using view = new WatchView(world, { json: options['json'] === true, followReport: followed })
  for (;;) {
    const onWait = () => view.say('Waiting for another Millrace to end.')
    await using engine = await openEngine(world, {
      signal: world.interrupts.signal,
      onWait,
      attempts: takeOverAttempts,
    })
    try {
      await watchUntilStopped(engine.client, { world, view, rules, redo: options['redo'] === true })
      return await conclude(engine.client, { world, view, reportPath: atEnd })
    } catch (error) {
      if (engine.owned || !isAway(error)) throw error
    }
    view.say('The other Millrace has ended; going on here.')
  }
}

async function watchUntilStopped(client: Client, { world, view, rules, redo }: Watching): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  const events = client.events({ signal })
  const begun = new BegunWatches({ client, view, redo, signal })
  using stopping = new StopWatching(world, { client, view, begun })
  const told = tellAll(events, { view, begun, stopping })
  try {
    for (const each of rules) await begun.begin(each)
    stopping.begun()
    using _ = beat(world, () =>
      begun.ids.forEach((watch) => void client.ask('watch.get', { watch }, { signal }).catch(() => {})),
    )
    await Promise.race([stopping.done, begun.allGone, told])
  } finally {
    ended.abort()
    await told.catch(() => {})
  }
}

interface Told {
  view: WatchView
  begun: BegunWatches
  stopping: StopWatching
}

/** Ends when the signal of the events aborts; throws when the engine goes away, or a watch cannot be begun again. */
async function tellAll(events: ReturnType<Client['events']>, { view, begun, stopping }: Told): Promise<void> {
  for await (const event of events) {
    view.event(event)
    // Those this command ends itself are told of as well.
    if (event.type === 'watch-removed' && !stopping.isWanted) await begun.removed(event)
  }
}

function beat(world: World, fn: () => void): Disposable {
  let next = world.clock.after(heartbeatMs, again)
  function again(): void {
    fn()
    next = world.clock.after(heartbeatMs, again)
  }
  return { [Symbol.dispose]: () => next[Symbol.dispose]() }
}

async function conclude(
  client: Client,
  { world, view, reportPath }: { world: World; view: WatchView; reportPath: string },
): Promise<ExitCode> {
  await using file = reportPath ? await ClosingReport.begin(reportPath) : undefined
  const batchIds = view.batches.map(({ batchId }) => batchId)
  const tally = await tallyLine(client, { batchIds, before: view.before })
  if (file) {
    for await (const lines of view.rows.lines(client, batchIds)) await file.writeLines(lines)
    await file.publish()
  }
  view[Symbol.dispose]()
  const report = file ?? view.followed
  const written = report && !report.fault ? ` Report: ${report.path}` : ''
  view.say(escapeName(`${tally}${written}`))
  // Also to a program, which is told nothing else of it.
  if (report?.fault) world.stderr.write(`${noReport(report.fault)}\n`)
  return world.interrupts.exitCode ?? withReport(exitCodes.ok, report)
}
