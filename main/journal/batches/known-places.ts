import { type Column, fromColumn } from '../columns.ts'
import type { Store } from '../store.ts'
import { listWatches } from './watches.ts'

/** Where runs and watches take files from and save what they make, and whose folders in vaults are known by their names. */
export interface KnownPlaces {
  folders: string[]
  tokens: ReadonlySet<string>
}

export const noPlaces: KnownPlaces = { folders: [], tokens: new Set() }

/** So many of the newest runs are asked where they took files from: a request names all that was dropped. */
const askedMost = 1000

export function knownPlaces(store: Store): KnownPlaces {
  const tokens = store.all<{ token: string }>('SELECT token FROM batches').map(({ token }) => token)
  const outs = store.all<{ out: Column }>('SELECT DISTINCT out_root AS out FROM batches')
  const sources = store
    .all<{ request: string }>('SELECT request FROM batches ORDER BY n DESC LIMIT ?', askedMost)
    .flatMap(({ request }) => (JSON.parse(request) as { sources?: string[] }).sources ?? [])
  const watched = listWatches(store).flatMap(({ record }) => watchedIn(record))
  return {
    folders: [...new Set([...outs.map(({ out }) => fromColumn(out)), ...sources, ...watched])],
    tokens: new Set(tokens),
  }
}

/** What a watch is kept as is not for the journal to know: only where it looks and saves. */
function watchedIn(record: string): string[] {
  const { rules = {} } = JSON.parse(record) as { rules?: { folder?: string; out?: string } }
  return [rules.folder, rules.out].filter((path) => path !== undefined)
}
