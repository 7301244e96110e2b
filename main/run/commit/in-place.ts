import { numbered } from '../../../contract/names.ts'
import { nameOf } from '../../io/paths.ts'
import type { Finished } from '../job.ts'
import type { IoLane } from '../lanes/io.ts'
import { lieIn } from '../lie-in.ts'
import { TakenName } from './taken-name.ts'

/** The name of a result as it would be without a number. */
interface Wanted {
  stem: string | null
  extension: string
}

/** A file that is to be moved, and has one of the numbers its name may get there already, stays: it would only get another, each time it is sorted. */
export async function inPlace(
  { job: { source }, original, outputs }: Finished,
  io: Pick<IoLane, 'call'>,
): Promise<TakenName | null> {
  const [first] = outputs
  if (original !== 'renamed' || !first || !isNumberOf(source, first)) return null
  const [isThere] = await lieIn([{ source, folder: first.folder }], io)
  return isThere ? new TakenName(source, 0, 'in-place') : null
}

/** Whether a file is called as the second, or a later one, of those that want this name. */
export function isNumberOf(source: string, { stem, extension }: Wanted): boolean {
  if (stem === null) return false
  const name = nameOf(source)
  const n = Number(name.slice(stem.length + 1, name.length - extension.length))
  return Number.isSafeInteger(n) && n > 1 && name === numbered(stem, n) + extension
}
