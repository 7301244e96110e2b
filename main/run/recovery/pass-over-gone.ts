import { Fault } from '../../../contract/fault.ts'
import { isWithin } from '../../io/paths.ts'
import type { EndedRow } from '../../journal/rows/chosen-rows.ts'
import type { BatchContext } from '../batch-context.ts'

type Rooms = Pick<BatchContext, 'parts' | 'record' | 'traits'>

const pageRows = 1_000

/**
 * Files of an earlier turn that failed, or were given up, and are not in the folder any more where they were found: nobody asked for these very files, and
 * a walk does not meet them, so that without this their batch would fail for their sake for ever. One that was named itself is missed, and so is all that
 * lies below what is not there. Answers with their rows, which nobody has been told of.
 */
export async function passOverGone({ parts, record, traits }: Rooms, sources: readonly string[]): Promise<number[]> {
  const roots = await standing(parts, [...sources])
  const passed: number[] = []
  for (let after = -1; ; ) {
    const rows = await parts.journal.call('withoutResult', { batch: record.n, after, limit: pageRows })
    const found = rows.filter(({ source }) => !sources.includes(source) && roots.some((root) => isWithin(root, source)))
    const there = new Set(
      await standing(
        parts,
        found.map(({ source }) => source),
      ),
    )
    const jobs = found.filter(({ source }) => !there.has(source)).map(ending)
    if (jobs.length > 0) await parts.journal.call('end', { batch: record.n, folding: traits, jobs })
    for (const { seq } of jobs) passed.push(seq)
    after = rows.at(-1)?.seq ?? after
    if (rows.length < pageRows) return passed
  }
}

async function standing({ io }: Rooms['parts'], paths: string[]): Promise<string[]> {
  const occupied = await io.call('occupied', paths)
  return paths.filter((_, at) => occupied[at])
}

function ending({ seq, source }: EndedRow) {
  const fault = new Fault('file-missing', { subject: source, why: 'It has gone since the run before.' })
  return { seq, state: 'skipped' as const, fault: fault.toWire(), step: null, ms: 0, names: [] }
}
