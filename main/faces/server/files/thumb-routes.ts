import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pathField } from '../../../../contract/path-field.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { FileDesk } from '../../../run/answers/file-desk.ts'
import type { Thumbnails } from '../../../run/answers/thumbnails.ts'
import type { GrantKeeper } from '../../../settings/grants.ts'
import { checked } from '../checked.ts'
import { filePolicy } from '../response-headers.ts'
import { GrantedFiles } from './granted-files.ts'
import { openFile } from './open-file.ts'
import { batchName, resultNumber, rowNumber } from './row-address.ts'

export interface ThumbRoutesOptions {
  files: FileDesk
  thumbnails: Thumbnails
  grants: GrantKeeper
}

const ofBatch = z.object({
  batch: batchName,
  seq: rowNumber,
  which: z.union([z.literal('original'), resultNumber]),
})
const pixels = z.coerce.number().int().min(16).max(2048).default(256)
const ofSize = z.object({ size: pixels })
const ofFile = z.object({ path: pathField, size: pixels })

/** Small pictures of originals, results and files that may become sources. */
export function addThumbRoutes(app: FastifyInstance, { files, thumbnails, grants }: ThumbRoutesOptions): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, wanted: { path: string; sizePx: number }) => {
    try {
      const made = await thumbnails.make(wanted, { signal: goneSignal(reply) })
      return await sendPicture(request, reply, made)
    } catch (error) {
      if (error instanceof Fault && isOfFile(error)) return reply.code(404).send(error.toWire())
      throw error
    }
  }
  app.get('/api/thumb', async (request, reply) => {
    const { path, size } = checked(ofFile, request.query)
    return send(request, reply, { path: await grants.require(path, 'read'), sizePx: size })
  })
  app.get('/api/thumb/:batch/:seq/:which', async (request, reply) => {
    const { batch, seq, which } = checked(ofBatch, request.params)
    const sizePx = checked(ofSize, request.query).size
    const { source, original, outputs } = await files.filesOf(batch, seq)
    const named = which === 'original' ? source : outputs[which]
    if (named === undefined) throw new Fault('file-missing', { subject: `result ${which} of row ${seq}` })
    const granted = await new GrantedFiles(grants).locate(named)
    return send(request, reply, { path: named === source && original !== source ? original : granted, sizePx })
  })
}

/** Whoever scrolled on is not worked for. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

function isOfFile({ code, blame }: Fault): boolean {
  return blame === 'user' && code !== 'not-permitted'
}

/** Kept for good by the browser when the address names the state of the file, else asked for again each time. */
async function sendPicture(request: FastifyRequest, reply: FastifyReply, made: { path: string; key: string }) {
  const etag = `"${made.key}"`
  const forGood = 'v' in (request.query as object)
  reply.headers({
    'content-type': 'image/webp',
    'content-security-policy': filePolicy,
    'cache-control': forGood ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    etag,
  })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const file = await openFile(made.path)
  return reply.header('content-length', file.sizeBytes).send(file.read())
}
