import { numbered } from '../../../contract/names.ts'
import { folderOf, nameOf } from '../../io/paths.ts'
import type { Finished } from '../job.ts'
import { TakenName } from './taken-name.ts'

/** Where a result is to go, and its name as it would be without a number. */
interface Wanted {
  folder: string
  stem: string | null
  extension: string
}

/** A file that is to be moved, and has one of the numbers its name may get there already, stays: it would only get another, each time it is sorted. */
export function inPlace({ job: { source }, original, outputs }: Finished): TakenName | null {
  const [first] = outputs
  if (original !== 'renamed' || !first || !isNumberOf(source, first)) return null
  return new TakenName(source, 0, 'in-place')
}

/** Whether a file is called as the second, or a later one, of those that want this name. */
export function isNumberOf(source: string, { folder, stem, extension }: Wanted): boolean {
  if (stem === null || folderOf(source) !== folder) return false
  const name = nameOf(source)
  const n = Number(name.slice(stem.length + 1, name.length - extension.length))
  return Number.isSafeInteger(n) && n > 1 && name === numbered(stem, n) + extension
}
