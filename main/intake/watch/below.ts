import { isOwnName } from '../../../contract/own-names.ts'
import { isOfSystem } from '../../io/places/of-system.ts'
import { child, isWithin, namesBelow, nameOf } from '../../io/paths.ts'
import type { WatchOrder } from './messages.ts'

/** Whether a watch looks at this path at all: not ours, nor the system’s, not left out, not too deep. */
export function concerns({ rules, leaveOut, depth }: WatchOrder, path: string): boolean {
  if (!isWithin(rules.folder, path) || leaveOut.some((out) => isWithin(out, path))) return false
  const names = namesBelow(rules.folder, path)
  return names.length - 1 <= depth && !names.some(isOwnName) && !isOfSystem(rules.folder, names[0] ?? '')
}

/** Whether a path at which nothing is any more may be the watched folder itself: of one that was moved or removed inotify gives its own name, as if it lay in itself. */
export function tellsOfRoot({ rules: { folder } }: WatchOrder, path: string): boolean {
  return path === folder || path === child(folder, nameOf(folder))
}
