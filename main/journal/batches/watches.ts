import type { Store } from '../store.ts'

/** Watched folders, each as JSON text that the keeper of the watches reads and writes. */
export function saveWatch(store: Store, { id, record }: { id: string; record: string }): void {
  store.run('INSERT OR REPLACE INTO watches(id, record) VALUES(?, ?)', id, record)
}

export function listWatches(store: Store): { id: string; record: string }[] {
  return store.all<{ id: string; record: string }>('SELECT id, record FROM watches ORDER BY id')
}

/** What was made stays known, so that the same watch, begun again, does nothing twice. */
export function removeWatch(store: Store, id: string): void {
  store.run('DELETE FROM watches WHERE id = ?', id)
}
