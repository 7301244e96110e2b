import { Fault } from '../../../contract/fault.ts'

/** Neither is anything taken from where Millrace keeps its own records, nor put there. */
export function ownRecords(path: string): Fault {
  return new Fault('not-permitted', { subject: path, why: 'Millrace keeps its own records there.' })
}
