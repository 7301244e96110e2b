import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../../../contract/fault.ts'
import type { PreviewShelf } from '../../../run/preview/preview-shelf.ts'
import { checked } from '../checked.ts'
import { filePolicy } from '../response-headers.ts'
import { openFile } from './open-file.ts'

const byName = z.object({ picture: z.string().regex(/^[a-z0-9-]{1,100}$/) })

/** Pictures of previews, by names that nobody can guess a path from; each is what it is for good. */
export function addPreviewRoutes(app: FastifyInstance, previews: PreviewShelf): void {
  app.get('/api/preview/:picture', async ({ params }, reply) => {
    const { picture } = checked(byName, params)
    const found = await previews.file(picture)
    if (!found) return reply.code(404).send(new Fault('file-missing', { subject: 'the preview' }).toWire())
    const file = await openFile(found.path)
    return reply
      .headers({
        'content-type': found.type,
        'content-security-policy': filePolicy,
        'cache-control': 'private, max-age=31536000, immutable',
        'content-length': file.sizeBytes,
      })
      .send(file.read())
  })
}
