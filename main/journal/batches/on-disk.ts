import { encodePath } from '../../../contract/path-text.ts'
import { toColumn } from '../columns.ts'
import { joined } from '../place.ts'
import { hasResults } from '../results/older-results.ts'
import type { Store } from '../store.ts'

/** What lies on one disk that undo or verify of batches has to find there, in figures. */
export interface OnDisk {
  results: number
  /** Files of the person that have left their places: their vault is on it, or the place they go back to. */
  originals: number
  /** Whose they are. */
  batches: number
}

/** Of the disk that begins at `mount`, as far as the records tell: what an undo that was cut off was about to take back is still waited for. Looks at every folder that results went to, and at every move. */
export function onDisk(store: Store, mount: string): OnDisk {
  const results = store.all<Counted>(
    `SELECT j.batch, count(*) AS files FROM folders f CROSS JOIN outputs o ON o.folder = f.n AND o.published = 1
     CROSS JOIN jobs j ON j.batch = o.batch AND j.seq = o.seq
     WHERE ${lies('f.path')} AND ${hasResults} GROUP BY j.batch`,
    ...placeOf(mount),
  )
  const originals = store.all<Counted>(
    `SELECT m.batch, count(*) AS files FROM moves m WHERE m.state IN ('done', 'returning')
     AND m.kind IN ('original', 'conflict', 'moved') AND (${lies('m.from_path')} OR ${lies('m.to_path')})
     GROUP BY m.batch`,
    ...placeOf(mount),
  )
  const batches = new Set([...results, ...originals].map(({ batch }) => batch))
  return { results: sumOf(results), originals: sumOf(originals), batches: batches.size }
}

interface Counted {
  batch: number
  files: number
}

/** The mount itself, and what every path below it begins with: as bytes, since a path need not be Unicode. */
function placeOf(mount: string): [ReturnType<typeof toColumn>, Uint8Array] {
  return [toColumn(mount), encodePath(joined(mount, ''))]
}

function lies(path: string): string {
  return `(${path} = ?1 OR substr(CAST(${path} AS BLOB), 1, length(?2)) = ?2)`
}

function sumOf(counted: Counted[]): number {
  return counted.reduce((sum, { files }) => sum + files, 0)
}
