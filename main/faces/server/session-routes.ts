import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { contractVersion } from '../../../contract/contract-version.ts'
import { packageRoot } from '../../package-root.ts'
import type { Access } from './access.ts'
import type { SessionCookie } from './session-cookie.ts'

const signIn = z.object({ token: z.string().max(200) })

/** Signing in, asking whether one is, and signing out. */
export function addSessionRoutes(
  app: FastifyInstance,
  { access, cookie }: { access: Access; cookie: () => SessionCookie },
): void {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  app.get('/api/session', async () => ({ contractVersion, version }))
  app.post('/api/session', { config: { open: true } }, async (request, reply) => {
    const given = signIn.safeParse(request.body)
    const answer = access.signIn(given.data?.token ?? '')
    if ('refused' in answer) return reply.code(answer.refused === 'wrong' ? 401 : 429).send()
    return reply.code(204).header('set-cookie', cookie().write(answer.secret, request)).send()
  })
  app.delete('/api/session', { config: { endsItself: true } }, async (request, reply) => {
    access.signOut(cookie().read(request))
    return reply.code(204).header('set-cookie', cookie().write('', request)).send()
  })
}
