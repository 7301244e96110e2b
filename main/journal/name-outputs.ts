import type { Folding } from '../../contract/names.ts'
import { claimName, claimSeries, type JobKey } from './claim-name.ts'
import type { CommitOutput } from './record.ts'
import { seriesOf } from './series.ts'
import type { Store } from './store.ts'

/** Names of all results of a job, by their part: those they have already, and for the others the first that are free. */
export function nameOutputs(store: Store, job: JobKey & { folding: Folding }, outputs: CommitOutput[]): string[] {
  const names: string[] = []
  for (const [part, output] of outputs.entries()) {
    if (names[part] !== undefined) continue
    const given = besideName(output, { names, outputs }) ?? output.name
    if (given !== null) names[part] = given
    else for (const [at, name] of nameSeries(store, job, { outputs, part })) names[at] = name
  }
  return names
}

function nameSeries(
  store: Store,
  job: JobKey & { folding: Folding },
  { outputs, part }: { outputs: CommitOutput[]; part: number },
): [part: number, name: string][] {
  const series = seriesOf(outputs, part)
  const wanted = series.flatMap((at) => outputs[at] ?? []).map((output) => ({ ...output, folding: job.folding }))
  const [only] = wanted
  if (only && wanted.length === 1) return [[part, claimName(store, job, only)]]
  const names = claimSeries(store, job, wanted)
  return series.map((at, n) => [at, names[n] ?? ''])
}

/** A file that travels along has the stem of the one it goes with, number and all. */
function besideName(
  { beside, extension }: CommitOutput,
  { names, outputs }: { names: string[]; outputs: CommitOutput[] },
): string | null {
  const main = beside === null ? undefined : names[beside]
  if (beside === null || main === undefined) return null
  return main.slice(0, main.length - (outputs[beside]?.extension.length ?? 0)) + extension
}
