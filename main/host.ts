import { randomBytes } from 'node:crypto'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../contract/client.ts'
import type { StepSchemas } from '../contract/step-schema.ts'
import { stepSchemas } from '../workers/steps/step-schemas.ts'
import { entryUrl } from './entry-points.ts'
import { systemClock } from './async/clock.ts'
import { WeightedSemaphore } from './async/semaphore.ts'
import { Watchdog } from './async/watchdog.ts'
import { Journal } from './journal/journal.ts'
import { Library } from './library/library.ts'
import { answersOf } from './run/answers.ts'
import type { Arrivals } from './run/arriving/arrivals.ts'
import type { EngineParts } from './run/batch-context.ts'
import { budgetsOf } from './run/claims.ts'
import { Engine } from './run/engine.ts'
import { FileDesk } from './run/file-desk.ts'
import { IoLane } from './run/lanes/io.ts'
import { ProcessLane, type ProcessMark } from './run/lanes/processes.ts'
import { ThreadLane } from './run/lanes/threads.ts'
import { type FoundRecipe } from './run/open-batch.ts'
import { PaceKeeper } from './run/pace-keeper.ts'
import { prestartExpected } from './run/prestart.ts'
import { Previews } from './run/preview/previews.ts'
import type { PreviewShelf } from './run/preview/preview-shelf.ts'
import { recover } from './run/recovery.ts'
import { RowsDesk } from './run/rows-desk.ts'
import { WatchKeeper } from './run/watches/watch-keeper.ts'
import { Thumbnails } from './run/thumbnails.ts'
import { engineVaultView } from './run/vault-answers.ts'
import { SettingsDesk } from './settings/settings-desk.ts'
import { machineCores, readSettings, type Settings, settingsPath } from './settings/settings.ts'
import { prepareStateFolder } from './settings/state-folder.ts'
import { localClient } from './engine-client.ts'

export interface Host extends AsyncDisposable {
  client: Client
  stateFolder: string
  settings: Settings
  /** For faces that hand out files themselves. */
  files: FileDesk
  thumbnails: Thumbnails
  previews: PreviewShelf
  /** For faces that take files in. */
  arrivals: Arrivals
  /** What was put right at the start and what a person should look to, in plain words. */
  notices: string[]
  /** Begins to watch the folders that are kept; without it they rest. */
  watchKept(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** What closing begins with: finishes the files in hand and takes no more; questions are still answered. */
  rest(): Promise<void>
  /** Stops the files in hand that a rest waits for. */
  hurry(): void
}

export interface HostOptions {
  stateFolder: string
  /** Whether recipes may run programs; a server's may only where that was asked for. */
  allowsPrograms?: boolean
  /** Name or path of the recipe that is asked for next: its codecs start while the journal opens. */
  expects?: string
}

const ioThreads = 2
/** While somebody moves sliders, the next sketch finds its process warm. */
const warmMs = 60_000
/** A process that yields may get little time on a busy machine. */
const patientMs = 60_000
/** An operation under way for longer is told in `doctor`. */
const slowOperationMs = 5_000

/**
 * Opens the engine of a state folder: lock, journal, recovery, lanes. Closing it finishes the files in hand, leaves batches
 * resumable and gives the lock back. Faults: `state-busy` while another engine owns the folder, `state-unusable`, `state-newer`, `disk-full`.
 */
export async function openHost({ stateFolder, allowsPrograms = true, expects }: HostOptions): Promise<Host> {
  await using stack = new AsyncDisposableStack()
  prepareStateFolder(stateFolder)
  const schemas = stepSchemas()
  const library = new Library({ stateFolder, schemas })
  const expected = expects === undefined ? undefined : () => library.find(expects)
  const parts = await openParts(stack, { stateFolder, schemas, allowsPrograms, expected })
  const watchdog = stack.use(new Watchdog({ clock: parts.clock, slowMs: slowOperationMs }))
  watchdog.addSource(() => parts.permits.waiting())
  const engine = stack.use(new Engine(parts))
  const rows = new RowsDesk({ journal: parts.journal, engine })
  const settings = settingsDesk(stateFolder, parts)
  const keeper = stack.use(new WatchKeeper({ parts, engine, library }))
  const listen = (options: { signal: AbortSignal }) => engine.announcer.listen(options)
  const paces = stack.use(new PaceKeeper({ ...parts, listen }))
  const lane = stack.use(yieldingLane(parts.journal))
  const folder = join(stateFolder, 'thumbnails')
  const thumbnails = new Thumbnails({ ...parts, lane, folder, read: (text) => library.read(text) })
  const previews = previewsOf(stack, { parts, library })
  const answers = answersOf({ parts, rows, engine, library, watchdog, settings, paces, schemas, keeper, previews })
  const notices = await noticesOf(parts)
  const resources = stack.move()
  return {
    client: localClient(answers, listen),
    stateFolder,
    settings: parts.settings,
    files: new FileDesk({ rows, io: parts.io, journal: parts.journal }),
    thumbnails,
    previews: previews.shelf,
    arrivals: engine.arrivals,
    notices,
    idle: () => engine.idle(),
    watchKept: () => keeper.runKept(),
    async rest() {
      await keeper.rest()
      await engine.rest()
    },
    hurry: () => engine.hurry(),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function previewsOf(stack: AsyncDisposableStack, { parts, library }: { parts: EngineParts; library: Library }) {
  return new Previews({
    parts,
    folder: join(parts.stateFolder, 'previews'),
    sketchLane: stack.use(yieldingLane(parts.journal, { idleMs: warmMs })),
    wholeLane: stack.use(yieldingLane(parts.journal)),
    read: (text) => library.read(text),
  })
}

/** The lock and the journal first; whatever an earlier life left is put right before anything else is opened. */
async function openParts(stack: AsyncDisposableStack, opening: Opening): Promise<EngineParts> {
  const { stateFolder, schemas, allowsPrograms } = opening
  const settings = readSettings(stateFolder)
  const clock = systemClock
  // Threads and codecs start while the journal opens; they are given nothing to do before the lock is ours.
  const io = stack.use(new IoLane({ threads: ioThreads }))
  const opened = Journal.open(stateFolder, { nowMs: clock.nowMs() })
  stack.defer(() => opened.then((journal) => journal[Symbol.asyncDispose]()).catch(() => {}))
  const scratch = join(stateFolder, 'scratch')
  const recovered = opened.then(async (journal) => {
    await recover({ journal, io, scratch, clock })
    return journal
  })
  const lanes = {
    process: stack.use(processLane(recovered, settings)),
    thread: stack.use(threadLane(settings)),
  }
  const descriptors = new Map([...schemas].map(([name, { descriptor }]) => [name, descriptor]))
  if (opening.expected) void prestartExpected(opening.expected, { lanes, settings, descriptors })
  const journal = await recovered
  const permits = new WeightedSemaphore({ budgets: budgetsOf(settings), clock })
  const nextTag = tagsOf(randomBytes(3).toString('hex'))
  const places = { stateFolder, scratch, vault: join(stateFolder, 'vault') }
  return { journal, io, lanes, permits, clock, settings, descriptors, nextTag, allowsPrograms, ...places }
}

interface Opening {
  stateFolder: string
  schemas: StepSchemas
  allowsPrograms: boolean
  /** The recipe that is asked for next, if that is known. */
  expected: (() => Promise<FoundRecipe>) | undefined
}

/** What is set holds at once: those in line get the new budgets, and files in hand end with the old ones. */
function settingsDesk(stateFolder: string, { settings, permits }: EngineParts): SettingsDesk {
  const changed = () => {
    for (const [name, amount] of Object.entries(budgetsOf(settings))) permits.setBudget(name, amount)
  }
  return new SettingsDesk({ path: settingsPath(stateFolder), live: settings, changed })
}

function tagsOf(session: string): () => string {
  let count = 0
  return () => session + (count++).toString(36)
}

async function noticesOf(parts: EngineParts): Promise<string[]> {
  const { setAside } = parts.journal
  const damage =
    setAside === null
      ? ''
      : `The journal was damaged and has been set aside as ${setAside}; a new one was begun. Originals and results are untouched.`
  return [damage, await engineVaultView(parts).notice()].filter((notice) => notice !== '')
}

/** Lanes have room for all the cores there are, should somebody set so; permits say how many work. */
function laneSize({ cores }: Settings): number {
  return Math.max(cores, machineCores)
}

function threadLane(settings: Settings): ThreadLane {
  const heapBytes = settings.limits.workerMemoryMb * 2 ** 20
  return new ThreadLane({ size: laneSize(settings), entry: entryUrl('thread'), clock: systemClock, heapBytes })
}

function processLane(journal: Promise<Journal>, settings: Settings): ProcessLane {
  const { onSpawn, onExit } = journalled(journal)
  const started = (mark: ProcessMark) => {
    onSpawn(mark)
    if (settings.pace === 'quiet') letOthersGoFirst(mark)
  }
  return new ProcessLane({
    size: laneSize(settings),
    entry: entryUrl('process'),
    clock: systemClock,
    onSpawn: started,
    onExit,
  })
}

function letOthersGoFirst({ pid }: ProcessMark): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // Gone already, or the system does not allow it: then it does not yield.
  }
}

/** For what nobody waits for in earnest: it gets the time that others leave. */
function yieldingLane(journal: Journal, keeping: { idleMs?: number } = {}): ProcessLane {
  const { onSpawn, onExit } = journalled(journal)
  const yielding = (mark: ProcessMark) => {
    onSpawn(mark)
    letOthersGoFirst(mark)
  }
  const options = { size: 1, entry: entryUrl('process'), clock: systemClock, startLimitMs: patientMs, ...keeping }
  return new ProcessLane({ ...options, onSpawn: yielding, onExit })
}

/** Children are journalled, so that a later start can end those that outlive us; those of an earlier life are ended first. */
function journalled(journal: Journal | Promise<Journal>) {
  const note =
    (alive: boolean) =>
    ({ pid, startTime }: ProcessMark) => {
      if (startTime === null) return
      void Promise.resolve(journal)
        .then((open) => open.call('noteProcess', { pid, start: startTime, alive }))
        .catch(() => {})
    }
  return { onSpawn: note(true), onExit: note(false) }
}
