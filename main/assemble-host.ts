import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { StepSchemas } from '../contract/step-schema.ts'
import { stepSchemas } from '../workers/steps/step-schemas.ts'
import { WeightedSemaphore } from './async/semaphore.ts'
import { Watchdog } from './async/watchdog.ts'
import type { Host, HostOptions, HostThreads } from './host.ts'
import { Library } from './library/library.ts'
import { answersOf } from './run/answers/answers.ts'
import type { EngineParts } from './run/batch-context.ts'
import { budgetsOf, copiesMost } from './run/claims.ts'
import { Engine } from './run/engine.ts'
import { FileDesk } from './run/answers/file-desk.ts'
import { type FoundRecipe } from './run/open-batch.ts'
import { PaceKeeper } from './run/recording/pace-keeper.ts'
import { prestartExpected } from './run/prestart.ts'
import { Previews } from './run/preview/previews.ts'
import { recover } from './run/recovery/recovery.ts'
import { RowsDesk } from './run/answers/rows-desk.ts'
import { WatchKeeper } from './run/watches/watch-keeper.ts'
import { Thumbnails } from './run/answers/thumbnails.ts'
import { engineVaultView } from './run/answers/vault-answers.ts'
import { SettingsDesk } from './settings/settings-desk.ts'
import { readSettings, settingsPath } from './settings/settings.ts'
import { localClient } from './engine-client.ts'
import { processLane, threadLane, yieldingLane } from './open-lanes.ts'

/** While somebody moves sliders, the next sketch finds its process warm. */
const warmMs = 60_000
/** An operation under way for longer is told in `doctor`. */
const slowOperationMs = 5_000

/** What `openHost` promises, of threads that have been started. What it opens goes onto the stack, which closes it when this fails. */
export async function assembleHost(
  stack: AsyncDisposableStack,
  { threads, options }: { threads: HostThreads; options: HostOptions },
): Promise<Host> {
  const { stateFolder, allowsPrograms = true, expects } = options
  const schemas = stepSchemas()
  const library = new Library({ stateFolder, schemas })
  const expected = expects === undefined ? undefined : () => library.find(expects)
  const parts = await openParts(stack, { stateFolder, threads, schemas, allowsPrograms, expected })
  const watchdog = stack.use(new Watchdog({ clock: parts.clock, slowMs: slowOperationMs }))
  watchdog.addSource(() => parts.permits.waiting())
  watchdog.addOperations(() => [...parts.io.underWay(), ...parts.journal.underWay()])
  const engine = stack.use(new Engine(parts))
  const rows = new RowsDesk({ journal: parts.journal, engine })
  const settings = settingsDesk(stateFolder, { parts, engine })
  const keeper = stack.use(new WatchKeeper({ parts, engine, library }))
  const listen = (limits: { signal: AbortSignal }) => engine.announcer.listen(limits)
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
    allowsPrograms,
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
    // For as long as the engine lives: it is about to end.
    leaveDeadDisks: () => void parts.io.hurry(),
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
  const { stateFolder, schemas, allowsPrograms, threads } = opening
  const { io, clock, recordsFolder } = threads
  const settings = readSettings(stateFolder)
  const scratch = join(recordsFolder, 'scratch')
  // Codecs start while the journal opens; they are given nothing to do before the lock is ours.
  const recovered = threads.journal.then(async (journal) => {
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
  const permits = new WeightedSemaphore({ budgets: budgetsOf(settings), defaultBudget: copiesMost, clock })
  const nextTag = tagsOf(randomBytes(5).toString('hex'))
  const places = { stateFolder, scratch, vault: join(stateFolder, 'vault') }
  return { journal, io, lanes, permits, clock, settings, descriptors, nextTag, allowsPrograms, ...places }
}

interface Opening {
  stateFolder: string
  threads: HostThreads
  schemas: StepSchemas
  allowsPrograms: boolean
  /** The recipe that is asked for next, if that is known. */
  expected: (() => Promise<FoundRecipe>) | undefined
}

/** What is set holds at once: those in line get the new budgets, files in hand end with the old ones, and every face is told. */
function settingsDesk(stateFolder: string, { parts, engine }: { parts: EngineParts; engine: Engine }): SettingsDesk {
  const { settings, permits } = parts
  const changed = () => {
    for (const [name, amount] of Object.entries(budgetsOf(settings))) permits.setBudget(name, amount)
    engine.announcer.tell({ type: 'settings' })
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
