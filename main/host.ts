import type { Client } from '../contract/client.ts'
import { type Clock, systemClock } from './async/clock.ts'
import { ownTemporary } from './io/folders/own-temporary.ts'
import { Journal } from './journal/journal.ts'
import type { Arrivals } from './run/arriving/arrivals.ts'
import type { FileDesk } from './run/answers/file-desk.ts'
import { IoLane } from './run/lanes/io.ts'
import type { PreviewShelf } from './run/preview/preview-shelf.ts'
import type { Thumbnails } from './run/answers/thumbnails.ts'
import type { Settings } from './settings/settings.ts'
import { prepareStateFolder } from './settings/state-folder.ts'

export interface Host extends AsyncDisposable {
  client: Client
  stateFolder: string
  settings: Settings
  /** For faces that hand out files themselves. */
  files: FileDesk
  thumbnails: Thumbnails
  previews: PreviewShelf
  /** Whether recipes may run programs of the person's own. */
  allowsPrograms: boolean
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
  /** Somebody waits for an end: what is under way on a disk that does not answer fails from now on. */
  leaveDeadDisks(): void
}

export interface HostOptions {
  stateFolder: string
  /** Whether recipes may run programs; a server's may only where that was asked for. */
  allowsPrograms?: boolean
  /** Name or path of the recipe that is asked for next: its codecs start while the journal opens. */
  expects?: string
  /** Where journal, lock and scratch are instead: a folder of nobody else, for an engine that only looks. */
  recordsFolder?: string
}

/**
 * The second starts when the engine is open: until then it would only hold up what that waits for. Where a recipe is asked for next, which may have one
 * picture to do, it starts when it is needed.
 */
const ioThreads = 2

/** What takes longest to start. Nothing is asked of the io threads before the journal is open, and with it the lock ours. */
export interface HostThreads {
  io: IoLane
  /** Rejects as `openHost` does. */
  journal: Promise<Journal>
  recordsFolder: string
  clock: Clock
}

/**
 * Opens the engine of a state folder: lock, journal, recovery, lanes. Closing it finishes the files in hand, leaves batches
 * resumable and gives the lock back. Faults: `state-busy` while another engine owns the folder, `state-unusable`, `settings-wrong`, `state-newer`, `disk-full`.
 */
export async function openHost(options: HostOptions): Promise<Host> {
  await using stack = new AsyncDisposableStack()
  const { recordsFolder = options.stateFolder } = options
  prepareStateFolder(recordsFolder)
  const threads = startThreads(stack, recordsFolder)
  // The code of the engine is loaded while its threads start: one core does the one, another the other.
  const { assembleHost } = await import('./assemble-host.ts')
  const host = await assembleHost(stack, { threads, options })
  if (options.expects === undefined) threads.io.growTo(ioThreads)
  return host
}

/**
 * An engine that only looks, for a state folder into which nothing can be written: settings and recipes are those of the folder, and no run is known.
 * Nothing may be started with it. Faults: those of `openHost`, and of the disk where there can be no temporary folder either.
 */
export async function openLookingHost({ stateFolder }: { stateFolder: string }): Promise<Client> {
  await using stack = new AsyncDisposableStack()
  const records = stack.use(await ownTemporary())
  const { client } = stack.use(await openHost({ stateFolder, recordsFolder: records.path }))
  const resources = stack.move()
  return { ...client, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

function startThreads(stack: AsyncDisposableStack, recordsFolder: string): HostThreads {
  const clock = systemClock
  const io = new IoLane({ threads: 1, mostThreads: ioThreads, clock })
  const journal = Journal.open(recordsFolder, { nowMs: clock.nowMs(), clock })
  // Whoever awaits it hears of its fault; until then nobody does.
  const closed = () => journal.then((open) => open[Symbol.asyncDispose]()).catch(() => {})
  // Neither asks anything of the other, and a thread takes some milliseconds to end.
  stack.defer(async () => void (await Promise.all([closed(), io[Symbol.asyncDispose]()])))
  journal.catch(() => {})
  return { io, journal, clock, recordsFolder }
}
