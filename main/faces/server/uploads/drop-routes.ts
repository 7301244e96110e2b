import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checked } from '../checked.ts'
import { dropRequest } from './drop-record.ts'
import type { DropRuns } from './drop-runs.ts'
import { dropName } from './upload-record.ts'

const beginMs = 60_000
const nth = z.number().int().nonnegative()
const one = z.object({ drop: dropName })
const sign = z.object({
  failed: z
    .array(z.tuple([nth, nth]))
    .max(2_000)
    .default([]),
  leaving: z.boolean().default(false),
})

/** Files that are run while they are sent: their batch, and what its sender has to say. */
export function addDropRoutes(app: FastifyInstance, drops: DropRuns): void {
  app.post('/api/drops', async ({ body }) =>
    drops.begin(checked(dropRequest, body), { signal: AbortSignal.timeout(beginMs) }),
  )
  app.put('/api/drops/:drop', async ({ params, body }, reply) => {
    drops.heard(checked(one, params).drop, checked(sign, body))
    return reply.code(204).send()
  })
}
