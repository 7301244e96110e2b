import { type Column, fromColumn, identityColumn, toColumn } from '../columns.ts'
import { knownFolder } from '../names/names.ts'
import { parted } from '../place.ts'
import type { Store } from '../store.ts'
import { type Earlier, earlierOf, jobColumns, type JobRow, type LedgerKey, type MetFile } from './ledger.ts'

/** The job whose result a file is, unchanged, by this very recipe in this very output folder. Saved elsewhere, it is a file like any other. */
export function findOwn(store: Store, input: LedgerKey, met: MetFile): Earlier | undefined {
  const rows = jobsThatMade(store, input, met)
  return rows[0] && earlierOf(store, rows[0])
}

/** The job that put a file where it is met: as its result in the place of the original, or as the original that it moved. Neither is a new input. */
export function findPut(store: Store, input: LedgerKey, met: MetFile): Earlier | undefined {
  return findReplaced(store, input, met) ?? findMoved(store, input, met)
}

/**
 * As `findOwn`, where the result has taken the place of the very file it was made of, whichever output folder was named: what the job knows of that file
 * is how it was before.
 */
function findReplaced(store: Store, { recipeFingerprint }: LedgerKey, met: MetFile): Earlier | undefined {
  const row = jobsThatMade(store, { recipeFingerprint, outRoot: null }, met).find(
    ({ source }) => fromColumn(source) === met.source,
  )
  return row && earlierOf(store, row)
}

const movedSql = `SELECT ${jobColumns} FROM moves m INDEXED BY moves_to
  CROSS JOIN batches b ON b.n = m.batch CROSS JOIN jobs j ON j.batch = m.batch AND j.seq = m.seq
  WHERE m.kind = 'moved' AND m.to_path = ? AND m.identity = ? AND m.state = 'done' AND b.recipe_fp = ? AND b.out_root = ?
  ORDER BY m.n DESC LIMIT 1`

function findMoved(store: Store, input: LedgerKey, { source, identity }: MetFile): Earlier | undefined {
  const row = store.get<JobRow>(
    movedSql,
    toColumn(source),
    identityColumn(identity),
    input.recipeFingerprint,
    toColumn(input.outRoot),
  )
  return row && earlierOf(store, row)
}

/** The last first, and before all those that only took them over. */
function jobsThatMade(
  store: Store,
  { recipeFingerprint, outRoot }: Pick<LedgerKey, 'recipeFingerprint'> & { outRoot: string | null },
  { source, identity }: MetFile,
): (JobRow & { source: Column })[] {
  const { folder, name } = parted(source)
  const folderN = knownFolder(store, folder)
  if (folderN === null) return []
  return store.all<JobRow & { source: Column }>(
    `SELECT j.source, ${jobColumns} FROM outputs o INDEXED BY outputs_place
     CROSS JOIN batches b ON b.n = o.batch CROSS JOIN jobs j ON j.batch = o.batch AND j.seq = o.seq
     WHERE o.folder = ? AND o.name = ? AND o.identity = ? AND b.recipe_fp = ? AND b.out_root = coalesce(?, b.out_root)
     ORDER BY o.attempt = '', o.batch DESC, o.seq DESC LIMIT 8`,
    folderN,
    toColumn(name),
    identityColumn(identity),
    recipeFingerprint,
    outRoot === null ? null : toColumn(outRoot),
  )
}
