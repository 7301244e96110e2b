import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Fault } from '../../../contract/fault.ts'

/** Statuses that may not have a body. */
const bodiless = new Set([204, 304])

/** Puts a request of a page to the routes a server has, without a socket; bytes stream both ways. */
export async function askRoutes(routes: FastifyInstance, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const answer = await routes.inject({
    method: request.method as 'GET',
    url: pathname + search,
    headers: Object.fromEntries(request.headers),
    ...(request.body ? { payload: Readable.fromWeb(request.body) } : {}),
    payloadAsStream: true,
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) headers.set(name, String(value))
  const stream = answer.stream()
  const { signal } = request
  // Whoever writes into it would wait for room forever, with the file open.
  stream.once('close', () => answer.raw.res.destroy())
  signal.addEventListener('abort', () => stream.destroy(), { once: true })
  // The page may have gone before there was an answer.
  if (signal.aborted) stream.destroy()
  const body = signal.aborted || bodiless.has(answer.statusCode) ? null : bodyOf(stream)
  return new Response(body, { status: answer.statusCode, headers })
}

/** `Readable.toWeb` goes on giving what it has read to a page that has turned away, and that throws. */
function bodyOf(stream: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => void stream.destroy(),
    },
    { highWaterMark: 0 },
  )
}

/** While another process has the engine, or none is open, its files cannot be had from here. */
export function noRoutes(): Response {
  const fault = new Fault('state-busy', { subject: 'the engine', why: 'Another program has it at present.' })
  return Response.json(fault.toWire(), { status: 503 })
}
