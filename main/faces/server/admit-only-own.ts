import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { onAbort } from '../../async/abort-listener.ts'
import type { Access } from './access.ts'
import { hurryBody, refusedBodyMostMs, usualBodyMostMs } from './body-deadline.ts'
import { type Listening, refusal } from './origin.ts'
import { bearerOf, type SessionCookie } from './session-cookie.ts'
import { responseHeaders } from './response-headers.ts'
import { Fault } from '../../../contract/fault.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered to whoever asks, signed in or not. */
    open?: boolean
    /** Says itself how it ends with the session. */
    endsItself?: boolean
  }
  interface FastifyRequest {
    /** Aborts when the session of whoever asks ends. */
    session: AbortSignal | null
  }
}

export interface AdmitOptions {
  access: Access
  listening: () => Listening
  cookie: () => SessionCookie
  /** How long a body may take to come. */
  bodyMostMs?: number
}

/** Before anything else of a request is looked at: it has to come from this server's own pages, and for anything but those from a person signed in. */
export function admitOnlyOwn(app: FastifyInstance, options: AdmitOptions): void {
  const { access, listening, cookie, bodyMostMs = usualBodyMostMs } = options
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(responseHeaders)
    const refuse = (status: number, fault: Fault) => {
      hurryBody(request, Math.min(bodyMostMs, refusedBodyMostMs))
      return reply.code(status).send(fault.toWire())
    }
    const why = refusal(request.headers, listening())
    if (why !== null) return refuse(403, new Fault('not-permitted', { subject: 'this address', why }))
    if (needsSession(request)) {
      request.session = access.admits({ bearer: bearerOf(request), secret: cookie().read(request) })
      if (request.session === null) return refuse(401, notSignedIn)
      if (!request.routeOptions.config.endsItself) endTogether(reply, request.session)
    }
    return hurryBody(request, bodyMostMs)
  })
}

/** Of whoever is signed out nothing is sent, or taken, to its end. */
function endTogether({ raw }: FastifyReply, session: AbortSignal): void {
  const listening = onAbort(session, () => raw.destroy())
  raw.once('close', () => listening[Symbol.dispose]())
}

const behindSession = /^\/(api|ws)(\/|\?|$)/

/** Told by the route that will answer: it is found by the decoded address, so `/%61pi` leads to `/api`. An address without a route tells by itself. */
function needsSession({ url, routeOptions }: FastifyRequest): boolean {
  if (routeOptions.config.open) return false
  return behindSession.test(routeOptions.url ?? '') || behindSession.test(url)
}

const notSignedIn = new Fault('not-permitted', { subject: 'the server', why: 'Nobody has signed in here.' })
