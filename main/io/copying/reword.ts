import { hash } from 'node:crypto'
import * as fs from 'node:fs'
import { ioFault } from '../errno.ts'
import { flushWritten } from '../flushing/flush-all.ts'
import { identityOf } from '../looking/identity.ts'
import { finishLike, openingMode } from './make-like.ts'
import type { Outcome } from '../outcome.ts'
import { toFs } from '../paths.ts'
import { dispose } from '../names/remove.ts'
import type { Sealed } from './seal.ts'

export interface Rewording {
  /** Absolute path of a sealed attempt. It stays as it is. */
  from: string
  /** Of another attempt, beside it, which must not exist. */
  to: string
  text: string
}

const kept = { times: true, mode: true }

/**
 * Writes attempts that say something else than finished ones, and have their modes and times. Each has its own outcome; one that
 * could not be written leaves nothing. They are on the disk itself when this ends.
 */
export async function rewordAll(rewordings: Rewording[]): Promise<Outcome<Sealed>[]> {
  const written = rewordings.map((rewording): Outcome<Sealed> => {
    try {
      return { ok: true, value: reword(rewording) }
    } catch (error) {
      return { ok: false, fault: ioFault(error, rewording.to).toWire() }
    }
  })
  const attempts = rewordings.map(({ to }) => to)
  return flushWritten(attempts, written)
}

function reword({ from, to, text }: Rewording): Sealed {
  const like = fs.statSync(toFs(from), { bigint: true })
  const descriptor = fs.openSync(toFs(to), 'wx', openingMode(like, kept))
  try {
    fs.writeFileSync(descriptor, text)
    finishLike(descriptor, like, kept)
    return { identity: identityOf(fs.fstatSync(descriptor, { bigint: true })), sha256: hash('sha256', text) }
  } catch (error) {
    dispose(to)
    throw error
  } finally {
    fs.closeSync(descriptor)
  }
}
