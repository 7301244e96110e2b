import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Client } from '../../../contract/client.ts'
import type { EngineEvent } from '../../../contract/event.ts'
import { type Announcing, Face, type FaceWire } from './face.ts'
import { FaceQueue } from './face-queue.ts'
import { lineOf, linesOf, tooLong } from './lines.ts'
import { faultReplyTo, type Reply } from './message.ts'

/** Serves one face until it goes, the signal aborts or it breaks the rules. Never rejects. What the face began goes on without it. */
export async function serveFace(socket: Socket, client: Client, signal: AbortSignal): Promise<void> {
  const gone = new AbortController()
  const face = new Face({
    wire: wireOf(socket),
    client,
    announcing: everything(client),
    signal: AbortSignal.any([signal, gone.signal]),
  })
  socket.on('error', () => {})
  try {
    for await (const line of linesOf(socket)) await face.hear(line)
  } catch {
    socket.destroy()
  } finally {
    gone.abort()
  }
}

function wireOf(socket: Socket): FaceWire {
  return {
    send: (message) => !socket.writable || socket.write(readable(message)),
    drained: ({ signal }) => once(socket, 'drain', { signal }),
    end: () => socket.end(),
  }
}

/** An answer that is too long would end the connection, and seem never to have come. */
function readable(message: unknown): string {
  const line = lineOf(message)
  if (line !== null) return line
  const fault = tooLong('the answer')
  const { id } = message as Partial<Reply>
  const instead = id === undefined ? null : lineOf(faultReplyTo({ id, method: '' }, fault))
  if (instead === null) throw fault
  return instead
}

/** A face on this machine is told everything, in order. */
function everything(client: Client): Announcing {
  return async (_, { signal }) => {
    const queue = new FaceQueue()
    void fill(queue, client.events({ signal }))
    return { reply: undefined, events: messages(queue.read({ signal })) }
  }
}

async function* messages(events: AsyncIterable<EngineEvent>): AsyncGenerator<object> {
  for await (const params of events) yield { params }
}

/** Takes events off the engine's hands at once, however slow the face is. */
async function fill(queue: FaceQueue, events: AsyncIterable<EngineEvent>): Promise<void> {
  try {
    for await (const event of events) queue.push(event)
    queue.close()
  } catch (error) {
    queue.close(error)
  }
}
