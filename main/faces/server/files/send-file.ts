import type { FastifyReply, FastifyRequest } from 'fastify'
import mime from 'mime'
import { filePolicy } from '../response-headers.ts'
import { type OpenFile, openFile } from './open-file.ts'

/** Kinds a browser shows by itself in an `<img>`, `<video>` or viewer; everything else is bytes to it. */
const shown = /^(image|audio|video)\/|^application\/pdf$|^text\/plain$/

/** Sends a file as a download, whole or the part asked for. `name` is what it is called on the other side. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, name }: { path: string; name: string },
): Promise<FastifyReply> {
  const file = await openFile(path)
  const type = mime.getType(name) ?? ''
  reply.headers({
    'content-security-policy': filePolicy,
    'content-disposition': attachment(name),
    'content-type': shown.test(type) ? type : 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: file.etag,
  })
  if (request.headers['if-none-match'] === file.etag) {
    await file[Symbol.asyncDispose]()
    return reply.code(304).send()
  }
  return sendRange(reply, file, rangeOf(request, file))
}

interface Range {
  from: number
  to: number
}

async function sendRange(reply: FastifyReply, file: OpenFile, range: Range | 'none' | 'wrong'): Promise<FastifyReply> {
  const { sizeBytes } = file
  if (range === 'wrong') {
    await file[Symbol.asyncDispose]()
    return reply.code(416).header('content-range', `bytes */${sizeBytes}`).send()
  }
  const { from, to } = range === 'none' ? { from: 0, to: sizeBytes } : range
  if (range !== 'none') void reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${sizeBytes}`)
  void reply.header('content-length', to - from)
  return reply.send(file.read({ from, to }))
}

/** One range, as browsers and download managers ask; anything else is answered with the whole (RFC 9110, section 14.2). */
function rangeOf({ headers }: FastifyRequest, { sizeBytes, etag }: OpenFile): Range | 'none' | 'wrong' {
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return 'none'
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') return 'none'
  const from = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1)
  return from < to ? { from, to } : 'wrong'
}

/** The name for every browser: as ASCII, and whole (RFC 6266). */
export function attachment(name: string): string {
  const whole = name.toWellFormed()
  const plain = whole.replace(/[^ -~]|["\\%]/g, '_')
  const encoded = encodeURIComponent(whole).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
