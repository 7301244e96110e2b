import { Fault, type WireFault } from '../../contract/fault.ts'

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
}

/** Where files of this computer go in. Rejects with a `Fault`; `no-connection` means that it may be tried again. */
export interface UploadDoor {
  begin(offer: UploadOffer, options: { signal: AbortSignal }): Promise<Upload>
  state(id: string, options: { signal: AbortSignal }): Promise<Upload>
  /** Sends bytes from `offset` on; the answer says how far it is now, also when the offset was another one. */
  send(id: string, part: { offset: number; bytes: Blob }, options: { signal: AbortSignal }): Promise<Upload>
  remove(id: string, options: { signal: AbortSignal }): Promise<void>
  /** The folder all files of one drop lie in. */
  folder(drop: string, options: { signal: AbortSignal }): Promise<string>
}

export const serverUploads: UploadDoor = {
  begin: (offer, { signal }) => asked<Upload>('/api/uploads', { method: 'POST', signal, json: offer }),
  state: (id, { signal }) => asked<Upload>(`/api/uploads/${encodeURIComponent(id)}`, { method: 'GET', signal }),
  send: (id, { offset, bytes }, { signal }) =>
    asked<Upload>(`/api/uploads/${encodeURIComponent(id)}?offset=${offset}`, { method: 'PATCH', signal, bytes }),
  remove: async (id, { signal }) => {
    await asked(`/api/uploads/${encodeURIComponent(id)}`, { method: 'DELETE', signal })
  },
  folder: async (drop, { signal }) => {
    const { folder } = await asked<{ folder: string }>(`/api/uploads?drop=${encodeURIComponent(drop)}`, {
      method: 'GET',
      signal,
    })
    return folder
  },
}

interface Question {
  method: string
  signal: AbortSignal
  json?: unknown
  bytes?: Blob
}

async function asked<T>(url: string, { method, signal, json, bytes }: Question): Promise<T> {
  const type = json === undefined ? 'application/octet-stream' : 'application/json'
  const body = json === undefined ? bytes : JSON.stringify(json)
  const answer = await reached(url, {
    method,
    signal,
    ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
  })
  if (answer.status === 204) return undefined as T
  if (answer.ok || answer.status === 409) return (await answer.json()) as T
  throw Fault.fromWire((await answer.json()) as WireFault)
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
