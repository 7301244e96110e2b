import fastify, { type FastifyInstance } from 'fastify'
import { httpFault } from './http-fault.ts'

/** One JSON question over HTTP; uploads are streams and have limits of their own. */
const bodyMostBytes = 64 * 1024
const headersMostMs = 10_000
/** A connection over which nothing moves is let go; a WebSocket is pinged more often. */
const silentMostMs = 120_000

/** HTTP without a route yet, that says its faults as the contract has them. */
export function newHttp(): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyMostBytes,
    forceCloseConnections: true,
    // Asking for the headers of a file would read all of it.
    exposeHeadRoutes: false,
    connectionTimeout: silentMostMs,
    http: { headersTimeout: headersMostMs },
  })
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler((error, _, reply) => {
    const { status, body } = httpFault(error)
    return reply.code(status).send(body)
  })
  return app
}
