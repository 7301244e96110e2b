import { isWithin, ownPrefix } from '../../io/paths.ts'
import type { WatchOrder } from './messages.ts'

/** Names of what lies between a folder and a path below it, the path's own name last. */
export function namesBelow(folder: string, path: string): string[] {
  return path.slice(folder.length).split(/[/\\]/).filter(Boolean)
}

/** Whether a watch looks at this path at all: not ours, not left out, not too deep. */
export function concerns({ rules, leaveOut, depth }: WatchOrder, path: string): boolean {
  if (!isWithin(rules.folder, path) || leaveOut.some((out) => isWithin(out, path))) return false
  const names = namesBelow(rules.folder, path)
  return names.length - 1 <= depth && !names.some((name) => name.startsWith(ownPrefix))
}
