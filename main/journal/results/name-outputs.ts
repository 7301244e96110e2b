import type { Folding } from '../../../contract/names.ts'
import { claimSeries, type JobKey, type WantedName } from '../names/claim-name.ts'
import type { CommitOutput } from './commit-jobs.ts'
import { seriesOf } from './series.ts'
import type { Store } from '../store.ts'

/** A result that is to have a name. */
export type NamelessOutput = Pick<
  CommitOutput,
  'branch' | 'folder' | 'name' | 'stem' | 'extension' | 'beside' | 'companions' | 'facts'
>

/** Gives the results of jobs, in their order, the names they will have, before what is in them is known; they hold them like any other. */
export function nameResults(
  store: Store,
  {
    batch,
    folding,
    jobs,
  }: { batch: number; folding: Folding; jobs: { seq: number; members: number[]; outputs: NamelessOutput[] }[] },
): string[][] {
  return jobs.map(({ outputs, ...job }) => nameOutputs(store, { batch, folding, ...job }, outputs))
}

/** Names of all results of a job, by their part: those they have already, and for the others the first that are free. */
export function nameOutputs(store: Store, job: JobKey & { folding: Folding }, outputs: NamelessOutput[]): string[] {
  const names: string[] = []
  outputs.forEach((output, part) => {
    if (names[part] !== undefined) return
    const given = besideName(output, { names, outputs }) ?? output.name
    if (given !== null) names[part] = given
    else nameSeries(store, job, { outputs, part, names })
  })
  return names
}

function nameSeries(
  store: Store,
  job: JobKey & { folding: Folding },
  { outputs, part, names }: { outputs: NamelessOutput[]; part: number; names: string[] },
): void {
  const series = seriesOf(outputs, part)
  const wanted = series.flatMap((at) => outputs[at] ?? []).map((output) => wantedName(output, job))
  const claimed = claimSeries(store, job, wanted)
  series.forEach((at, n) => (names[at] = claimed[n] ?? ''))
}

function wantedName(output: NamelessOutput, { folding }: { folding: Folding }): WantedName {
  const { folder, stem, extension, companions } = output
  return { folder, stem, extension, companions, folding }
}

/** A file that travels along has the stem of the one it goes with, number and all. */
function besideName(
  { beside, extension }: NamelessOutput,
  { names, outputs }: { names: string[]; outputs: NamelessOutput[] },
): string | null {
  const main = beside === null ? undefined : names[beside]
  if (beside === null || main === undefined) return null
  return nameBeside({ name: main, extension: outputs[beside]?.extension ?? '' }, extension)
}

/** What a file that travels along is called: the stem of its main one, with the ending of its own. */
export function nameBeside(main: { name: string; extension: string }, extension: string): string {
  return main.name.slice(0, main.name.length - main.extension.length) + extension
}
