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
  const told = tellAll(events, view)
  try {
    const ids: string[] = []
    using stopping = new Stop(world, { client, view, ids })
    for (const each of rules) {
      const { watch } = await client.ask('watch.add', { rules: each, kept: false }, { signal })
      ids.push(watch.id)
      view.begun(watch)
      if (redo && watch.question?.kind === 'recipe-changed')
        await client.ask('watch.answer', { watch: watch.id, question: 'recipe-changed', answer: 'process' }, { signal })
    }
    stopping.begun()
    using _ = beat(world, () =>
      ids.forEach((watch) => void client.ask('watch.get', { watch }, { signal }).catch(() => {})),
    )
    await Promise.race([stopping.done, told])
  } finally {
    ended.abort()
    await told.catch(() => {})
  }
}

/** Ends when the signal of the events aborts; throws when the engine goes away. */
async function tellAll(events: ReturnType<Client['events']>, view: WatchView): Promise<void> {
  for await (const event of events) view.event(event)
}

function beat(world: World, fn: () => void): Disposable {
  let next = world.clock.after(heartbeatMs, again)
  function again(): void {
    fn()
    next = world.clock.after(heartbeatMs, again)
  }
  return { [Symbol.dispose]: () => next[Symbol.dispose]() }
}

interface Stopped {
  client: Client
  view: WatchView
  ids: string[]
}

/** The first request to stop finishes the files in hand, the second stops them, the third leaves at once. */
class Stop implements Disposable {
  readonly #world: World
  readonly #stopped: Stopped
  readonly #taking: Disposable
  readonly #done = Promise.withResolvers<void>()
  #isBegun = false
  #isWanted = false

  constructor(world: World, stopped: Stopped) {
    this.#world = world
    this.#stopped = stopped
    this.#taking = world.interrupts.take((nth) => this.#requested(nth), { endsUnread: true })
  }

  /** Resolves when nothing is watched any more. */
  get done(): Promise<void> {
    return this.#done.promise
  }

  /** Everything is watched; a request that came before is carried out now. */
  begun(): void {
    this.#isBegun = true
    if (this.#isWanted) this.#finish()
  }

  [Symbol.dispose](): void {
    this.#taking[Symbol.dispose]()
  }

  #requested(nth: number): void {
    if (nth > 2) return this.#world.exit(this.#world.interrupts.exitCode ?? 1)
    if (nth === 2) return this.#hurry()
    this.#isWanted = true
    this.#stopped.view.say('Finishing the files in hand. Ctrl-C again stops at once.')
    if (this.#isBegun) this.#finish()
  }

  #finish(): void {
    const { client, ids } = this.#stopped
    const { signal } = new AbortController()
    Promise.all(ids.map((watch) => letGo(client, watch, { signal }))).then(
      () => this.#done.resolve(),
      (error: unknown) => this.#done.reject(error),
    )
  }

  #hurry(): void {
    const { client, view } = this.#stopped
    const { signal } = new AbortController()
    for (const { batchId, state } of view.batches)
      if (state !== 'finished') client.ask('batch.cancel', { batch: batchId, how: 'now' }, { signal }).catch(() => {})
  }
}

/** One that somebody has had kept meanwhile is no longer this command's to end. */
async function letGo(client: Client, watch: string, asking: { signal: AbortSignal }): Promise<void> {
  const { kept } = (await client.ask('watch.get', { watch }, asking)).watch
  if (!kept) await client.ask('watch.remove', { watch }, asking)
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
