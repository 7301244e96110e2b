import { Fault } from '../../contract/fault.ts'
import type { Timer } from '../link/timer.ts'
import type { Upload, UploadDoor } from '../link/upload-door.ts'
import { contentKey } from './content-key.ts'

/** A file of this computer and the path it gets in the drop. */
export interface OfferedFile {
  path: string
  file: File
}

export const pieceBytes = 8 * 1024 * 1024
const firstRetryMs = 500
const longestRetryMs = 15_000
/** Some ten minutes without a line; then the file is told as failed, and a person may try it again. */
const triesMost = 40

interface Sending {
  drop: string
  /** Its place among the files of the drop. */
  nth: number
  door: Pick<UploadDoor, 'begin' | 'state' | 'send'>
  timer: Timer
  signal: AbortSignal
  /** Told how much is safe on the server. */
  sent: (bytes: number) => void
  /** Told when the line goes down, and when it is back. */
  offline: (isOffline: boolean) => void
}

/**
 * Sends one file in pieces that go on where they broke off. Resolves once it has arrived, and says whether the server had all of it. Rejects with the
 * signal's reason, or a `Fault`: `no-connection` after many tries, `file-missing` when it can be read no more, or what the server says.
 */
export async function sendFile({ path, file }: OfferedFile, sending: Sending): Promise<boolean> {
  const { drop, nth, door, signal } = sending
  const key = await contentKey(file)
  signal.throwIfAborted()
  const offer = { drop, path, sizeBytes: file.size, modifiedMs: file.lastModified, key, nth }
  let upload = await answered(sending, () => door.begin(offer, { signal }))
  const isKnown = upload.file !== null
  while (upload.file === null) {
    const { id, offset } = upload
    sending.sent(offset)
    const bytes = file.slice(offset, offset + pieceBytes)
    upload = await answered(sending, async (isAgain) => {
      if (!isAgain) return door.send(id, { offset, bytes }, { signal })
      await requireReadable(bytes, file.name)
      return door.state(id, { signal })
    })
    // Another drop of the same file has gone on with what had come of it: this one needs its own, or a link to what is whole.
    if (upload.drop !== drop) {
      const anew = { ...offer, key: upload.file === null ? '' : key }
      upload = await answered(sending, () => door.begin(anew, { signal }))
    }
  }
  return isKnown
}

/** Asks until there is an answer; a line that is down is waited for. `isAgain` after the first try. */
async function answered(
  { timer, signal, offline }: Sending,
  ask: (isAgain: boolean) => Promise<Upload>,
): Promise<Upload> {
  for (let tries = 0; ; tries++) {
    try {
      const upload = await ask(tries > 0)
      offline(false)
      return upload
    } catch (error) {
      const mayPass = error instanceof Fault && error.code === 'no-connection'
      if (!mayPass || tries >= triesMost) throw error
      signal.throwIfAborted()
      offline(true)
      await rest(Math.min(longestRetryMs, firstRetryMs * 2 ** tries), { timer, signal })
    }
  }
}

function rest(ms: number, { timer, signal }: Pick<Sending, 'timer' | 'signal'>): Promise<void> {
  const waiting = Promise.withResolvers<void>()
  const stop = () => waiting.reject(signal.reason)
  const handle = timer.after(ms, () => waiting.resolve())
  signal.addEventListener('abort', stop, { once: true })
  return waiting.promise.finally(() => {
    handle[Symbol.dispose]()
    signal.removeEventListener('abort', stop)
  })
}

/** A browser says the same of a broken line and of a file that is gone; so the file is asked first. */
async function requireReadable(bytes: Blob, name: string): Promise<void> {
  try {
    await bytes.slice(0, 1).arrayBuffer()
  } catch (cause) {
    throw new Fault('file-missing', { subject: name, cause })
  }
}
