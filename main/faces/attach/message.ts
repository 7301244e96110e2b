import type { EngineEvent } from '../../../contract/event.ts'
import { Fault, type WireFault } from '../../../contract/fault.ts'

/** JSON-RPC 2.0, one message a line. A face asks; the engine replies and, once asked to, announces. */
export interface Question {
  jsonrpc: '2.0'
  id: number
  /** A command of the contract, or `hello`, `events.start`, `events.stop`. */
  method: string
  params: unknown
}

/** The face no longer waits for the reply to `id`; the work itself goes on. */
export interface Forget {
  jsonrpc: '2.0'
  method: 'forget'
  params: { id: number }
}

export interface Reply {
  jsonrpc: '2.0'
  id: number
  result?: unknown
  error?: { code: number; message: string; data: WireFault }
}

export interface Announcement {
  jsonrpc: '2.0'
  method: 'event'
  params: EngineEvent
}

export interface Hello {
  contractVersion: number
  /** Process id of the speaker, for a sentence a person can act on. */
  pid: number
}

/** The server's own error of JSON-RPC; which fault it is stands in `data`. */
const serverError = -32000

export function replyTo(id: number, result: unknown): Reply {
  return { jsonrpc: '2.0', id, result }
}

/** What is no fault yet is one of ours: it is named after the command that met it. */
export function faultReplyTo({ id, method }: Pick<Question, 'id' | 'method'>, error: unknown): Reply {
  const fault = Fault.from(error, method)
  return { jsonrpc: '2.0', id, error: { code: serverError, message: fault.message, data: fault.toWire() } }
}

/** A face's line, as far as it can be understood at all. */
export function parseFromFace(line: string): Question | Forget | null {
  const message = parseObject(line)
  if (typeof message?.['method'] !== 'string') return null
  if (message['method'] === 'forget') return message as unknown as Forget
  return typeof message['id'] === 'number' ? (message as unknown as Question) : null
}

export function parseFromEngine(line: string): Reply | Announcement | null {
  const message = parseObject(line)
  const known = message?.['method'] === 'event' || typeof message?.['id'] === 'number'
  return known ? (message as unknown as Reply | Announcement) : null
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
