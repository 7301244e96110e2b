import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import mime from 'mime'
import { responseHeaders } from '../server/response-headers.ts'
import { isOwnPage } from './own-page.ts'

/** Answers what is no file of the screens: the same addresses as a server has below `/api`. */
export type ApiHandler = (request: Request) => Promise<Response>

/** Answers `app://millrace/…`: the built screens in `folder`, and what they fetch. Every answer carries the policy of the screens. */
export function appPages(folder: string, api: ApiHandler): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOwnPage(request.url)) return plain(404)
    const { pathname } = new URL(request.url)
    if (/^\/api(\/|$)/.test(pathname)) return withPolicy(await api(request))
    if (request.method !== 'GET') return plain(405)
    const path = fileIn(folder, pathname)
    return path === null ? plain(403) : fileAnswer(path)
  }
}

/** Null for whatever would lead out of the folder. */
function fileIn(folder: string, pathname: string): string | null {
  const name = decoded(pathname)
  if (name === null || name.includes('\0')) return null
  const path = normalize(join(folder, name === '/' ? 'index.html' : name))
  return path.startsWith(folder + sep) ? path : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

async function fileAnswer(path: string): Promise<Response> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) return plain(404)
  const type = mime.getType(path) ?? 'application/octet-stream'
  const charset = /^text\/|javascript|svg/.test(type) ? '; charset=utf-8' : ''
  return withPolicy(new Response(await readFile(path), { headers: { 'content-type': type + charset } }))
}

function plain(status: number): Response {
  return withPolicy(new Response('There is nothing here.\n', { status, headers: { 'content-type': 'text/plain' } }))
}

/** An answer that brings a stricter policy of its own keeps it. */
function withPolicy(answer: Response): Response {
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(responseHeaders)) if (!headers.has(name)) headers.set(name, value)
  return new Response(answer.body, { status: answer.status, headers })
}
