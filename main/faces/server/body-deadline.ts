import type { FastifyRequest } from 'fastify'
import { systemClock } from '../../async/clock.ts'

/** Of a JSON question, which is small: whoever sends it drop by drop would hold a connection as long as they like. */
export const usualBodyMostMs = 15_000

/** What is still sent after a refusal is read away for as long: a connection that ends with bytes unread is reset, and the answer may go down with it (RFC 9112, 9.6). */
export const refusedBodyMostMs = 2_000

/** Ends the connection of a request whose body has not come within `mostMs`. Uploads are streams with limits of their own, but only of those who are signed in. */
export function hurryBody({ raw, session, headers }: FastifyRequest, mostMs: number): void {
  const isUpload = session !== null && headers['content-type']?.startsWith('application/octet-stream')
  if (isUpload || !hasBody(headers)) return
  const limit = systemClock.after(mostMs, () => raw.destroy())
  for (const event of ['end', 'close']) raw.once(event, () => limit[Symbol.dispose]())
}

function hasBody(headers: FastifyRequest['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
