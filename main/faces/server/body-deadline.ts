import type { FastifyReply, FastifyRequest } from 'fastify'
import { systemClock } from '../../async/clock.ts'

/** Of a JSON question, which is small: whoever sends it drop by drop would hold a connection as long as they like. */
export const usualBodyMostMs = 15_000

/** Ends the connection of a request whose body has not come within `mostMs`. Uploads are streams with limits of their own, but only of those who are signed in. */
export function hurryBody({ raw, session, headers }: FastifyRequest, mostMs: number): void {
  const isUpload = session !== null && headers['content-type']?.startsWith('application/octet-stream')
  if (isUpload || !hasBody(headers)) return
  const limit = systemClock.after(mostMs, () => raw.destroy())
  for (const event of ['end', 'close']) raw.once(event, () => limit[Symbol.dispose]())
}

/** What is still sent after a refusal is not read: the connection ends with the answer. */
export function refuseBody({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (hasBody(headers)) reply.header('connection', 'close')
}

function hasBody(headers: FastifyRequest['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
