import { Fault } from '../../contract/fault.ts'
import { isWithin } from './paths.ts'
import { resolvedPath } from './real-paths.ts'

export interface Leading {
  folder: string
  /** Where everything was asked to go, above it. */
  top: string
  records: string
}

/** Whether a folder, which need not be there yet, lies among Millrace's own records once links are followed, and not because `top` does. */
export function leadsAmong({ folder, top, records }: Leading): boolean {
  const [real, realTop, realRecords] = [folder, top, records].map(resolvedPath)
  if (!real || !realRecords || !isWithin(realRecords, real)) return false
  return !realTop || !isWithin(realRecords, realTop) || !isWithin(realTop, real)
}

/** Neither is anything taken from where Millrace keeps its own records, nor put there. */
export function ownRecords(path: string): Fault {
  return new Fault('not-permitted', { subject: path, why: 'Millrace keeps its own records there.' })
}
