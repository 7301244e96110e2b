import type { Folding } from '../../../contract/names.ts'
import { claimName, claimSeries, type JobKey, type WantedName } from '../names/claim-name.ts'
import type { Store } from '../store.ts'

/** Names that jobs hold turned out to be taken on disk: those stay claimed, so that nobody asks again, and the next are given. */
export function renumber(
  store: Store,
  {
    batch,
    folding,
    wanted,
  }: { batch: number; folding: Folding; wanted: (Omit<WantedName, 'folding'> & Omit<JobKey, 'batch'>)[] },
): string[] {
  return wanted.map(({ seq, members, ...name }) => claimName(store, { batch, seq, members }, { ...name, folding }))
}

/** The same for what one job has, that goes on having one number. */
export function renumberSeries(
  store: Store,
  {
    batch,
    seq,
    folding,
    wanted,
  }: { batch: number; seq: number; folding: Folding; wanted: Omit<WantedName, 'folding'>[] },
): string[] {
  return claimSeries(
    store,
    { batch, seq },
    wanted.map((name) => ({ ...name, folding })),
  )
}
