import { connect } from 'node:net'
import { join } from 'node:path'
import { type Served, servedAt } from '../../main/faces/server/testing/served.ts'
import type { Upload } from '../../main/faces/server/uploads/upload-record.ts'
import { readTree } from '../fixtures/files.ts'
import { contentOf } from './watched-person.ts'
import { contents, drops, quotaBytes, type Sending } from './sendings.ts'

const noRoom = 507
const patience = (): AbortSignal => AbortSignal.timeout(60_000)
const json = { 'content-type': 'application/json' }
const bytes = { 'content-type': 'application/octet-stream' }

/** Whoever sends files to a server, and knows what it has sent. Nothing here waits for longer than a minute. */
export class Sender implements AsyncDisposable {
  readonly #home: string
  #served: Served | undefined
  /** Which content each is of, by its id. */
  readonly #uploads = new Map<string, number>()
  readonly wrong: string[] = []

  constructor(home: string) {
    this.#home = home
  }

  /** Everything may go: nothing is left then, and there is room again. */
  async removeAll(): Promise<void> {
    for (const drop of drops) {
      const { body } = await this.#fetch(`/api/uploads?drop=${drop}`)
      for (const { id } of (body as { uploads: Upload[] }).uploads)
        await this.#fetch(`/api/uploads/${id}`, { method: 'DELETE' })
    }
    if (Object.keys(readTree(join(this.#home, 'state/uploads'))).length > 0) this.wrong.push('something is left')
    const whole = { drop: drops[0], path: 'last', sizeBytes: quotaBytes, modifiedMs: 0, key: '', nth: null }
    const { status } = await this.#fetch('/api/uploads', { method: 'POST', body: JSON.stringify(whole), headers: json })
    if (status !== 201) this.wrong.push(`no room: ${status}`)
  }

  async start(): Promise<void> {
    this.#served = await servedAt(this.#home, { uploadsMb: quotaBytes / 2 ** 20 })
  }

  async stop(): Promise<void> {
    await this.#served?.[Symbol.asyncDispose]()
    this.#served = undefined
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
    if (!this.#served) throw new Error('not started')
    const response = await this.#served.fetch(path, { ...init, signal: patience() })
    const text = await response.text()
    if (response.status >= 500 && response.status !== noRoom)
      this.wrong.push(
        `${response.status} ${path} ${typeof init.body === 'string' ? init.body.slice(0, 300) : ''}: ${text}`,
      )
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }

  async do(deed: Exclude<Sending, { does: 'restart' }>): Promise<void> {
    if (deed.does === 'begin') return this.#begin(deed)
    const id = [...this.#uploads.keys()].at(-1 - (deed.which % Math.max(1, this.#uploads.size))) ?? 'none'
    if (deed.does === 'send') return this.#send(id, deed)
    if (deed.does === 'get') return void (await this.#fetch(`/api/uploads/${id}`))
    if (deed.does === 'remove') return void (await this.#fetch(`/api/uploads/${id}`, { method: 'DELETE' }))
    if (deed.does === 'list') return void (await this.#fetch(`/api/uploads?drop=${drops[deed.which % 2]}`))
    return this.#askAmiss(deed.which, id)
  }

  async #begin({ drop, path, content, keyed, nth }: Extract<Sending, { does: 'begin' }>): Promise<void> {
    const sizeBytes = contents[content]?.length ?? 0
    const body = JSON.stringify({ drop, path, sizeBytes, modifiedMs: 1e12, key: keyed ? `key ${content}` : '', nth })
    const { status, body: answer } = await this.#fetch('/api/uploads', { method: 'POST', body, headers: json })
    if (status !== 201 && status !== 200) return
    const upload = answer as Upload
    // Without a key, the same name with the same size goes on as what it began as.
    if (status === 201 || !this.#uploads.has(upload.id)) this.#uploads.set(upload.id, content)
  }

  async #send(id: string, { share, off, extra, breaks }: Extract<Sending, { does: 'send' }>): Promise<void> {
    const { status, body } = await this.#fetch(`/api/uploads/${id}`)
    if (status !== 200) return
    const { offset } = body as Upload
    const content = contents[this.#uploads.get(id) ?? 0] ?? ''
    const end = offset + Math.ceil((content.length - offset) * share)
    // More than was announced is only known for what it is at the end.
    const piece = content.slice(offset, end) + 'z'.repeat(share === 1 ? extra : 0)
    const path = `/api/uploads/${id}?offset=${offset + off}`
    if (breaks) return this.#breakOff(path, piece)
    const sent = this.#fetch(path, { method: 'PATCH', body: piece, headers: bytes })
    // A second sender takes over from the first, whose line is cut.
    await sent.catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error
    })
  }

  /** Half of what is announced, and then the line is gone. */
  async #breakOff(path: string, piece: string): Promise<void> {
    if (!this.#served) return
    const { url, token } = this.#served.server
    const { port, host } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const head = [
      `PATCH ${path} HTTP/1.1`,
      `host: ${host}`,
      `authorization: Bearer ${token}`,
      'content-type: application/octet-stream',
      `content-length: ${piece.length}`,
      '',
      '',
    ]
    socket.write(head.join('\r\n') + piece.slice(0, piece.length / 2), () => socket.destroy())
    await closed
  }

  async #askAmiss(which: number, id: string): Promise<void> {
    const requests: [string, RequestInit][] = [
      ['/api/uploads', { method: 'POST', body: '{"drop":', headers: json }],
      ['/api/uploads', { method: 'POST', body: '[]', headers: json }],
      [`/api/uploads/${id}?offset=x`, { method: 'PATCH', body: 'x', headers: bytes }],
      ['/api/uploads/..%2f..%2fetc', { method: 'DELETE' }],
      ['/api/uploads?drop=../..', {}],
      [
        '/api/drops/drop-0001',
        { method: 'PUT', body: JSON.stringify({ failed: [[0, 5]], leaving: true }), headers: json },
      ],
    ]
    const [path, init] = requests[which % requests.length] ?? ['/', {}]
    await this.#fetch(path, init)
    if (this.#served) {
      const unsigned = await fetch(new URL(path, this.#served.server.url), {
        ...init,
        headers: { ...json, authorization: 'Bearer wrong' },
        signal: patience(),
      })
      if (unsigned.status !== 401) this.wrong.push(`wrong token: ${path} ${unsigned.status}`)
    }
  }

  /** Files are whole, each in its place, with its content; and what has come of the others is their beginning. */
  async check(): Promise<void> {
    for (const [id, content] of this.#uploads) {
      const { status, body } = await this.#fetch(`/api/uploads/${id}`)
      const what = status === 404 ? '' : this.#faultOf(body as Upload, contents[content] ?? '')
      if (what !== '') this.wrong.push(`${what}: ${JSON.stringify(body)}`)
    }
    const whole = Object.entries(readTree(join(this.#home, 'state/uploads/files')))
    for (const [path, content] of whole) if (!contents.includes(content)) this.wrong.push(`nobody sent ${path}`)
  }

  #faultOf({ id, file }: Upload, expected: string): string {
    const path = file ?? join(this.#home, 'state/uploads/parts', id)
    const found = contentOf(path)
    if (found === null) return 'not there'
    if (file !== null) return found === expected ? '' : 'another content'
    return expected.startsWith(found) ? '' : 'another beginning'
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }
}
