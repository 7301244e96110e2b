import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

/**
 * Chromium knows nothing of `app://host/path`, so its pages live at `http://host.app.localhost/path`, which leads here and is answered by
 * the handler that the app gave for the scheme, as a stream both ways.
 */
export class SchemeServer {
  readonly handlers = new Map<string, SchemeHandler>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  /** Answers the port; ends with the process. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.#server.unref()
    return (this.#server.address() as AddressInfo).port
  }

  /** The address of a page as Chromium has it. */
  toWeb(url: string): string {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/.exec(url) ?? []
    return this.handlers.has(scheme) ? `http://${host}.${scheme}.localhost${rest || '/'}` : url
  }

  /** The address of a page as the app has it. */
  fromWeb(url: string): string {
    const [, host = '', scheme = '', rest = ''] = /^http:\/\/([^/]*)\.([^./]+)\.localhost(?::\d+)?(.*)$/.exec(url) ?? []
    return this.handlers.has(scheme) ? `${scheme}://${host}${rest}` : url
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = this.fromWeb(`http://${request.headers.host ?? ''}${request.url ?? '/'}`)
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1))
    try {
      if (!handler) throw new Error(`nothing answers ${url}`)
      const answer = await handler(requestOf(request, { url, gone: goneSignal(response) }))
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      if (answer.body) await pipeline(Readable.fromWeb(answer.body), response)
      else response.end()
    } catch {
      response.destroy()
    }
  }
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return gone.signal
}

function requestOf(request: IncomingMessage, { url, gone }: { url: string; gone: AbortSignal }): Request {
  const { method = 'GET' } = request
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? { body: Readable.toWeb(request), duplex: 'half' as const } : {}
  return new Request(url, { method, headers, signal: gone, ...body })
}
