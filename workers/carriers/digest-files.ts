import { hash } from 'node:crypto'
import { type FileTicket, readTicket } from '../file-ticket.ts'
import { lentMostBytes } from '../lent-runs.ts'
import type { Algorithm } from './digest.ts'

export interface DigestPiece {
  tickets: FileTicket[]
  algorithm: Exclude<Algorithm, 'blake3'>
}

/** Lower-case hex by file, in their order. */
export interface Digested {
  digests: string[]
  sha256s: string[]
}

let room: Buffer | undefined

/** Each file is read once, for the list and for the receipt. Raises `original-changed` and what the system says. */
export function digestFiles({ tickets, algorithm }: DigestPiece): Digested {
  const digests: string[] = []
  const sha256s: string[] = []
  room ??= Buffer.allocUnsafeSlow(lentMostBytes)
  for (const ticket of tickets) {
    const { content } = readTicket(ticket, room)
    const sha256 = hash('sha256', content)
    sha256s.push(sha256)
    digests.push(algorithm === 'sha256' ? sha256 : hash(algorithm, content))
  }
  return { digests, sha256s }
}
