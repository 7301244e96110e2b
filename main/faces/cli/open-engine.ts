import type { Client } from '../../../contract/client.ts'
import { Fault } from '../../../contract/fault.ts'
import { type Retry, retry } from '../../async/backoff.ts'
import type { OwnedEngine } from '../attach/owned-engine.ts'
import { faceSocketPath, mayListen } from '../attach/socket-path.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import { escapeName } from './show/escape-name.ts'
import type { World } from './world.ts'

export interface Engine extends AsyncDisposable {
  readonly client: Client
  /** False while this process is a face of another one's engine. */
  readonly owned: boolean
  /** Of an engine of our own: what is under way on a disk that does not answer fails from now on. */
  leaveDeadDisks(): void
}

interface Patience {
  signal: AbortSignal
  /** How often to try again while another process is starting or ending; with pauses up to half a second. */
  attempts?: number
  /** Told once when it takes more than a moment. */
  onWait?: () => void
  /** The recipe that is asked for next, so that an engine of our own can get ready for it. */
  expects?: string | undefined
}

/** About eight seconds: longer than a start with recovery, or the end of files of ordinary size, takes. */
const someAttempts = 25
/** The attempt at which a person is told what is waited for: after about a second. */
const noticeableAttempt = 6

/**
 * The engine of the state folder: as a face of the process that owns it, else by becoming its owner, and then other processes may attach.
 * @throws Fault `state-busy` when patience ends, `contract-differs`, and what opening the host throws
 */
export async function openEngine(world: World, patience: Patience): Promise<Engine> {
  const { signal, attempts = someAttempts, onWait, expects } = patience
  const stateFolder = stateFolderOf(world)
  const own = (attempt: number) =>
    // While another process is ending there is nothing to get ready for yet.
    ownEngine(world, () =>
      world.doors.openHost({ stateFolder, signal, ...(expects && attempt === 1 ? { expects } : {}) }),
    )
  return retry(async (attempt) => (await attach(stateFolder, signal)) ?? (await own(attempt)), {
    signal,
    attempts,
    baseMs: 50,
    capMs: 500,
    clock: world.clock,
    retryable: isAway,
    onRetry: ({ attempt }: Retry) => attempt === noticeableAttempt && onWait?.(),
  })
}

/** Whether `error` says that an engine is not there (any more), rather than that a command went wrong. */
export function isAway(error: unknown): boolean {
  return error instanceof Fault && error.code === 'state-busy'
}

/** The engine of another process; undefined where nobody answers. */
export async function attach(stateFolder: string, signal: AbortSignal): Promise<Engine | undefined> {
  const socketPath = await faceSocketPath(stateFolder)
  // What is needed to talk to an owner is not loaded where there is none, as at most starts.
  if (!mayListen(socketPath)) return undefined
  const { connectToEngine } = await import('../attach/connect.ts')
  try {
    const client = await connectToEngine({ socketPath, signal })
    return { client, owned: false, leaveDeadDisks() {}, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() }
  } catch (error) {
    if (isAway(error)) return undefined
    throw error
  }
}

/** An engine of this process, which others may attach to until it is disposed. @throws what `open` throws */
export async function ownEngine<H extends OwnedEngine>(
  world: World,
  open: () => Promise<H>,
): Promise<Engine & { host: H }> {
  const host = await open()
  // It needs much of what the engine does, which is loaded beside the engine's threads.
  const { shareEngine } = await import('../attach/owned-engine.ts')
  for (const notice of host.notices) world.stderr.write(`${escapeName(notice)}\n`)
  const shared = await shareEngine(host)
  const leaveDeadDisks = () => host.leaveDeadDisks()
  return {
    client: host.client,
    host,
    owned: true,
    leaveDeadDisks,
    [Symbol.asyncDispose]: () => shared[Symbol.asyncDispose](),
  }
}
