import type { WatchOrder } from '../../intake/watch/messages.ts'
import type { WatchPackages } from './watch-packages.ts'
import type { WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'

/** What a thread is told that begins to watch a folder. */
export async function watchOrder(
  { rules, wasMounted }: Pick<WatchRecord, 'rules' | 'wasMounted'>,
  { rooms, packages }: { rooms: WatchRooms; packages: Pick<WatchPackages, 'opened'> },
): Promise<WatchOrder> {
  const [leaveOut, opensPackages] = await Promise.all([rooms.leaveOut(rules), packages.opened()])
  const closed = [rules.out, rooms.parts.stateFolder]
  return { rules, leaveOut, closed, depth: rules.depth ?? rooms.maxDepth, opensPackages, wasMounted }
}
