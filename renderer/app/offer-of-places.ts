import { firstAndMore } from '../texts/first-and-more.ts'
import { nameOf } from '../texts/shown-path.ts'
import type { Offer } from './run-desk.ts'

interface Places {
  paths: readonly string[]
  /** What they are called already; else after the first of them, and how many more there are. */
  title?: string
  /** They are of an earlier run, and the sheet is shown even to those who start straight away. */
  uploaded?: boolean
  /** The folder of the earlier run; it stays the folder of this offer alone. */
  out?: string
}

/** Files and folders the engine can see, as they are offered to run. */
export function offerOfPlaces({
  paths,
  title = firstAndMore(paths.map(nameOf)),
  uploaded = false,
  out,
}: Places): Offer {
  return { kind: 'places', title, paths, uploaded, ...(out === undefined ? {} : { out }) }
}
