import { Fault, type FaultCode, type WireFault } from '../../../contract/fault.ts'

const statuses: Partial<Record<FaultCode, number>> = {
  'not-permitted': 403,
  'file-missing': 404,
  'batch-unknown': 404,
  'recipe-unknown': 404,
  'name-taken': 409,
  'too-large': 413,
  'wrong-type': 415,
  'left-out': 415,
  'disk-full': 507,
  'state-busy': 503,
}

/** A fault as an HTTP answer: its status and its wire form. */
export function httpFault(error: unknown): { status: number; body: WireFault } {
  const fault = error instanceof Fault ? error : ofFastify(error)
  const status = statuses[fault.code] ?? (fault.blame === 'user' ? 400 : 500)
  return { status: statusOf(error) ?? status, body: fault.toWire() }
}

/** What fastify refused by itself carries its status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof Fault || !(error instanceof Error) || !('statusCode' in error)) return undefined
  return Number(error.statusCode)
}

function ofFastify(error: unknown): Fault {
  const status = statusOf(error)
  if (status === undefined || status >= 500) return Fault.from(error, 'the server')
  return new Fault('usage-wrong', { subject: 'request', why: error instanceof Error ? error.message : '' })
}
