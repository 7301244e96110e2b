import { type BigIntStats, closeSync, fstatSync, readSync } from 'node:fs'
import { Fault } from '../contract/fault.ts'
import { callingSystem } from './errno-fault.ts'
import { openForReading } from './open-for-reading.ts'
import { packedRights } from './rights.ts'

/** A file and the state it has to be in, for whichever thread reads it. Plain data. */
export interface FileTicket extends Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'> {
  path: string
}

/** A file that another thread may read in its opener's stead. */
export interface Lent {
  ticket: FileTicket
  /** To be told what was read under the ticket, by `readTicket`: SHA-256, lower-case hex. */
  sealAs: (sha256: string) => void
}

/** Opens the file for reading; whoever calls closes it (`using`). Raises `original-changed` when it is not as it was. */
export function openTicket(ticket: FileTicket): OpenTicket {
  const file = new OpenTicket(ticket)
  try {
    file.requireSame()
    return file
  } catch (error) {
    file[Symbol.dispose]()
    throw error
  }
}

export class OpenTicket implements Disposable {
  readonly #ticket: FileTicket
  readonly #descriptor: number

  constructor(ticket: FileTicket) {
    this.#ticket = ticket
    this.#descriptor = callingSystem(ticket.path, () => openForReading(ticket.path))
  }

  /** Fills the buffer from a place in the file. Raises `original-changed` where there is not so much. */
  fill(buffer: Buffer, at: number): Buffer {
    const { path } = this.#ticket
    for (let done = 0; done < buffer.length; ) {
      const length = buffer.length - done
      const count = callingSystem(path, () => readSync(this.#descriptor, buffer, done, length, at + done))
      if (count === 0) throw new Fault('original-changed', { subject: path })
      done += count
    }
    return buffer
  }

  /** As it is now. Raises `original-changed` when it has changed since it was opened. */
  requireSame(): BigIntStats {
    const stats = fstatSync(this.#descriptor, { bigint: true })
    requireAsBefore(this.#ticket, stats)
    return stats
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor)
  }
}

/** The whole file, in the beginning of a buffer that has room for it; the same before and after it was read. */
export function readTicket(ticket: FileTicket, room: Buffer): { content: Buffer; rights: number } {
  using file = openTicket(ticket)
  const content = file.fill(room.subarray(0, Number(ticket.size)), 0)
  return { content, rights: packedRights(file.requireSame().mode) }
}

/** Raises `original-changed`. */
export function requireAsBefore(ticket: FileTicket, { dev, ino, size, mtimeNs }: Omit<FileTicket, 'path'>): void {
  if (dev === ticket.dev && ino === ticket.ino && size === ticket.size && mtimeNs === ticket.mtimeNs) return
  throw new Fault('original-changed', { subject: ticket.path })
}
