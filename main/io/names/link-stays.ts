import { Fault } from '../../../contract/fault.ts'

/** A link would be taken away, and what it leads to would stay. */
export function linkStays(path: string): Fault {
  return new Fault('file-special', {
    subject: path,
    why: 'It is a link, which is not moved. Name the file it leads to.',
  })
}
