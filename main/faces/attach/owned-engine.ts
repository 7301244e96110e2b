import type { Client } from '../../../contract/client.ts'
import { serveFaces } from './serve-faces.ts'
import { forgetSocketPath, newSocketPath } from './socket-path.ts'

/** An engine this process owns; disposing ends it in good order. */
export interface OwnedEngine extends AsyncDisposable {
  readonly client: Client
  readonly stateFolder: string
  /** What was put right at the start, for a person to know. */
  readonly notices: string[]
  /** Somebody waits for an end: what is under way on a disk that does not answer fails from now on. */
  leaveDeadDisks(): void
}

/** Lets other processes attach to `host` until disposed, which ends the host too. */
export async function shareEngine<H extends OwnedEngine>(host: H): Promise<AsyncDisposable & { host: H }> {
  await using opening = new AsyncDisposableStack()
  opening.use(host)
  const faces = await newSocketPath(host.stateFolder)
    .then((socketPath) => serveFaces(host.client, socketPath))
    .catch(withoutSocket)
  const opened = opening.move()
  return {
    host,
    async [Symbol.asyncDispose]() {
      // The name goes while the lock is held; attached faces stay to see their batches paused, then look for a new owner.
      faces?.stopListening()
      await forgetSocketPath(host.stateFolder)
      await opened.disposeAsync()
      await faces?.[Symbol.asyncDispose]()
    },
  }
}

/** A disk without sockets (FAT, some shares) only means that no second process can attach. */
function withoutSocket(): undefined {
  return undefined
}
