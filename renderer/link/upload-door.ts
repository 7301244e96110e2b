import type { EarlierRun } from '../../contract/batch-commands.ts'
import type { BatchSnapshot } from '../../contract/event.ts'
import { Fault, type WireFault } from '../../contract/fault.ts'
import { faultTable } from '../../contract/fault-table.ts'
import type { ConflictMode } from '../../contract/recipe.ts'

/** One file on its way to the server, see docs/guide/server.md. */
export interface Upload {
  id: string
  drop: string
  path: string
  sizeBytes: number
  /** Bytes that are safe on the server's disk. */
  offset: number
  /** Where it lies on the server once everything has arrived. */
  file: string | null
  expiresMs: number
}

export interface UploadOffer {
  drop: string
  path: string
  sizeBytes: number
  modifiedMs: number
  /** Says that two uploads are the same file; empty if there is no way to know. */
  key: string
  /** Its place among the files of the drop, from 0. */
  nth: number
}

/** Files that are to run as they arrive. */
export interface DropOrder {
  drop: string
  /** Says that two drops are the same files; empty if there is no way to know. */
  key: string
  files: number
  bytes: number
  recipe: string
  out: string
  conflict?: ConflictMode
  /** What the person would call the files. */
  title: string
}

export interface BegunDrop {
  /** The one that was asked for, or an earlier one of the same files that goes on. */
  drop: string
  /** The folder on the server that its files lie in. */
  folder: string
  batch: BatchSnapshot
  /** The run that it goes on with, as that was; absent where it was begun now. */
  goesOn?: EarlierRun
}

/** What a sender has to say besides its files: ranges of those that could not be sent, all of them, and whether it goes away. */
export interface SenderSign {
  failed: readonly (readonly [from: number, to: number])[]
  leaving: boolean
}

/** Where files of this computer go in. Rejects with a `Fault`; `no-connection` means that it may be tried again. */
export interface UploadDoor {
  begin(offer: UploadOffer, options: { signal: AbortSignal }): Promise<Upload>
  state(id: string, options: { signal: AbortSignal }): Promise<Upload>
  /** Sends bytes from `offset` on; the answer says how far it is now, also when the offset was another one. */
  send(id: string, part: { offset: number; bytes: Blob }, options: { signal: AbortSignal }): Promise<Upload>
  /** Begins the run of a drop, or goes on with it. */
  run(order: DropOrder, options: { signal: AbortSignal }): Promise<BegunDrop>
  /** To be given every twenty seconds while there is something to send. */
  sign(drop: string, sign: SenderSign, options: { signal: AbortSignal }): Promise<void>
}

export const serverUploads: UploadDoor = {
  begin: (offer, { signal }) => asked<Upload>('/api/uploads', { method: 'POST', signal, json: offer }),
  state: (id, { signal }) => asked<Upload>(`/api/uploads/${encodeURIComponent(id)}`, { method: 'GET', signal }),
  send: (id, { offset, bytes }, { signal }) =>
    asked<Upload>(`/api/uploads/${encodeURIComponent(id)}?offset=${offset}`, { method: 'PATCH', signal, bytes }),
  run: (order, { signal }) => asked<BegunDrop>('/api/drops', { method: 'POST', signal, json: order }),
  sign: async (drop, sign, { signal }) => {
    await asked(`/api/drops/${encodeURIComponent(drop)}`, { method: 'PUT', signal, json: sign, outlives: sign.leaving })
  },
}

interface Question {
  method: string
  signal: AbortSignal
  json?: unknown
  bytes?: Blob
  /** It is sent although the page goes away meanwhile. */
  outlives?: boolean
}

async function asked<T>(url: string, { method, signal, json, bytes, outlives = false }: Question): Promise<T> {
  const type = json === undefined ? 'application/octet-stream' : 'application/json'
  const body = json === undefined ? bytes : JSON.stringify(json)
  const answer = await reached(url, {
    method,
    signal,
    keepalive: outlives,
    ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
  })
  return read<T>(answer, signal)
}

/** What the server answered. A text of somebody before it, such as a proxy that waits for it, may pass; so may an answer that breaks off. */
export async function read<T>(answer: Response, signal: AbortSignal): Promise<T> {
  if (answer.status === 204) return undefined as T
  const body = await answer.json().catch((cause: unknown) => {
    signal.throwIfAborted()
    throw notOfServer(answer.status, cause)
  })
  if (isUpload(body) || (answer.ok && isRun(body))) return body as T
  throw isFault(body) ? Fault.fromWire(body) : notOfServer(answer.status, body)
}

/** A piece that belongs elsewhere is answered with where that is; whatever else is refused with a fault, a name that is taken with the same status. */
function isUpload(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'offset' in body
}

/** That all is well others say too, such as a page before the server that wants a person to sign in. */
function isRun(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'batch' in body
}

/** Others than this server tell in JSON too why they could not reach it. */
function isFault(body: unknown): body is WireFault {
  return typeof body === 'object' && body !== null && 'code' in body && Object.hasOwn(faultTable, String(body.code))
}

function notOfServer(status: number, cause: unknown): Fault {
  const why = `The answer ${status} is not of Millrace.`
  // A proxy that takes no requests of this size will take none later.
  return new Fault(status === 413 ? 'too-large' : 'no-connection', { subject: 'the server', why, cause })
}

/** A browser tells nothing about a request that did not come through, nor whether a file could still be read: both may pass. */
async function reached(url: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    init.signal.throwIfAborted()
    throw new Fault('no-connection', { subject: location.host, cause })
  }
}
