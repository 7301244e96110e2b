import type { FileIdentity } from '../../../contract/job.ts'
import { identityColumn, toColumn } from '../columns.ts'
import { parted } from '../place.ts'
import type { Store } from '../store.ts'

/** For each file as it stands, the run other than `batch` whose result it is; empty where there is none. */
export function otherMakers(
  store: Store,
  { batch, files }: { batch: number; files: { path: string; identity: FileIdentity }[] },
): string[] {
  const sql = `SELECT b.id FROM outputs o INDEXED BY outputs_place CROSS JOIN batches b ON b.n = o.batch
    WHERE o.folder = (SELECT n FROM folders WHERE path = ?) AND o.name = ? AND o.identity = ? AND o.batch <> ? AND o.published = 1 AND o.attempt <> ''
    ORDER BY o.batch DESC LIMIT 1`
  return files.map(({ path, identity }) => {
    const { folder, name } = parted(path)
    const row = store.get<{ id: string }>(sql, toColumn(folder), toColumn(name), identityColumn(identity), batch)
    return row?.id ?? ''
  })
}
