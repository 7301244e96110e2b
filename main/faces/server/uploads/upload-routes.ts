import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { checked } from '../checked.ts'
import type { DropRuns } from './drop-runs.ts'
import { uploadRequest } from './upload-record.ts'
import type { UploadStore } from './upload-store.ts'
import { WrongOffset } from './wrong-offset.ts'

/** What a sender that was refused may still send, so that it hears why; a browser listens only when it has sent a piece. */
const drainedMostBytes = 16 * 2 ** 20

const one = z.object({ id: z.string().max(100) })
const from = z.object({ offset: z.coerce.number().int().nonnegative() })
const inDrop = z.object({ drop: z.string().max(100) })

/** Uploads in pieces, each a stream that goes to disk as it comes. `drops` hears of every one. */
export function addUploadRoutes(
  app: FastifyInstance,
  { store, drops }: { store: UploadStore; drops: Pick<DropRuns, 'arrived'> },
): void {
  app.addContentTypeParser('application/octet-stream', (_, payload, done) => done(null, payload))
  app.post('/api/uploads', async (request, reply) => {
    const { upload, isNew } = await store.begin(checked(uploadRequest, request.body))
    drops.arrived(upload)
    return reply.code(isNew ? 201 : 200).send(upload)
  })
  app.get('/api/uploads', async ({ query }) => store.inDrop(checked(inDrop, query).drop))
  app.get('/api/uploads/:id', async ({ params }) => store.get(checked(one, params).id))
  app.delete('/api/uploads/:id', async ({ params }, reply) => {
    await store.remove(checked(one, params).id)
    return reply.code(204).send()
  })
  app.patch('/api/uploads/:id', async (request, reply) => {
    try {
      const upload = await append(store, request)
      drops.arrived(upload)
      return upload
    } catch (error) {
      drain(request)
      if (error instanceof WrongOffset) return reply.code(409).send(error.upload)
      throw error
    }
  })
}

function append(store: UploadStore, { params, query, raw }: FastifyRequest) {
  const length = raw.headers['content-length']
  return store.append(checked(one, params).id, {
    bytes: raw,
    lengthBytes: length === undefined ? null : Number(length),
    offset: checked(from, query).offset,
  })
}

function drain({ raw }: FastifyRequest): void {
  let left = drainedMostBytes
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) raw.destroy()
  })
}
