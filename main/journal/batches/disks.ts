import { type Column, fromColumn, toColumn } from '../columns.ts'
import type { Store } from '../store.ts'

/** Where a disk begins that results go to, or that originals leave, so that it is missed when it is away. */
export function noteDisk(store: Store, mount: string): void {
  store.run('INSERT OR IGNORE INTO disks(mount) VALUES(?)', toColumn(mount))
}

/** Where the disks begin that results ever went to, and originals left. */
export function disks(store: Store): string[] {
  return store.all<{ mount: Column }>('SELECT mount FROM disks').map(({ mount }) => fromColumn(mount))
}
