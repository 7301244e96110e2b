import type { KnownOutput } from '../../journal/ledger/ledger.ts'
import type { BatchContext } from '../batch-context.ts'
import { turnOf } from '../taking-up.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import type { Candidate } from './candidates.ts'
import { type Consulting, admitInput } from './consulting.ts'
import { type Known, reuseOf, sortKnown, type Standing, withResults } from './known-files.ts'

type Settled = Map<Candidate, Arrival>

/** Earlier jobs know these files: their results are reused while they stand, else the files run again. */
export async function settleKnown(known: Known[], batch: BatchContext, consulting: Consulting): Promise<Settled> {
  if (known.length === 0) return new Map()
  const met = await withResults(known, batch)
  const sorted = await sortKnown(met, batch, consulting)
  const rest = met.filter((one) => !sorted.serving.includes(one))
  const reused = await reuseAll(sorted.serving, batch)
  return new Map([...reused, ...(await runAgain(rest, sorted, { batch, consulting }))])
}

async function reuseAll(reused: Known[], { parts, record }: BatchContext): Promise<Settled> {
  if (reused.length === 0) return new Map()
  const reuses = reused.map(reuseOf)
  const seqs = await parts.journal.call('reuse', { ...turnOf(record), reuses })
  return new Map(
    reused.map(({ candidate, earlier }, at): [Candidate, Arrival] => {
      const { source: path, identity } = candidate.admission
      return [candidate, { kind: 'reused', seq: seqs[at] ?? -1, path, identity, earlier }]
    }),
  )
}

async function runAgain(
  again: Known[],
  { standing, left }: Standing,
  { batch, consulting }: { batch: BatchContext; consulting: Consulting },
): Promise<Settled> {
  if (again.length === 0) return new Map()
  const { journal, clock } = batch.parts
  const standingOf = (one: Known): KnownOutput[] => left.get(one) ?? []
  const admissions = again.map((one) => ({
    admission: one.candidate.admission,
    earlier: one.earlier,
    gone: one.earlier.outputs.filter((output) => !standingOf(one).includes(output)),
  }))
  const admitted = await journal.call('readmit', { input: admitInput(batch, consulting), admissions })
  return new Map(
    again.map((one, at): [Candidate, Arrival] => {
      const earlier = standing.has(one) ? one.earlier : null
      const arrival = arrivalOf(one.candidate, admitted[at], { earlier, clock })
      const isOurs = one.earlier.batch === batch.record.n
      if (arrival.kind === 'run' && isOurs) arrival.job.before = { ...one.earlier, outputs: standingOf(one) }
      return [one.candidate, arrival]
    }),
  )
}
