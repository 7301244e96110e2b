import { namesBelow } from '../../io/paths.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { Disk } from './disk.ts'
import type { WatchOrder } from './messages.ts'

interface Place {
  order: WatchOrder
  disk: Disk
}

/** What stands at a path now; null when nothing does that could be taken or looked into. */
export function sight({ order, disk }: Place, path: string): Sighting | 'folder' | null {
  const found = disk.look(path)
  if (found === null || found === 'folder') return found
  const names = namesBelow(order.rules.folder, path)
  return { path, relative: names.slice(0, -1).join('/'), identity: found }
}

/** The file at a path now; null when there is none. */
export function sightFile(place: Place, path: string): Sighting | null {
  const found = sight(place, path)
  return found === 'folder' ? null : found
}
