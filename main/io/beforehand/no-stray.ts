import { Fault } from '../../../contract/fault.ts'
import { ownRecords } from '../places/own-records.ts'
import { isWithin } from '../paths.ts'
import { resolvedPath } from '../places/real-paths.ts'

export interface Leading {
  /** Need not be there yet. */
  folder: string
  /** Where everything was asked to go, above it. */
  top: string
  /** Where Millrace keeps its own. */
  records: string
  /** Nothing leaves `top`. */
  held: boolean
}

/**
 * Follows links. Fault `not-permitted` where they lead a folder among Millrace's own records though `top` is not there, or, where it is held, out of `top`.
 */
export function requireNoStray({ folder, top, records, held }: Leading): void {
  const [real, realTop, realRecords] = [folder, top, records].map(resolvedPath)
  const stays = isInside(realTop, real)
  if (isInside(realRecords, real) && !(stays && isInside(realRecords, realTop))) throw ownRecords(folder)
  if (held && !stays)
    throw new Fault('not-permitted', { subject: folder, why: 'A link leads it out of the output folder.' })
}

function isInside(folder: string | null | undefined, path: string | null | undefined): boolean {
  return Boolean(folder && path && isWithin(folder, path))
}
