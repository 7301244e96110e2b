import { Fault } from '../../../contract/fault.ts'
import { nameOf } from '../../io/paths.ts'
import { lieIn } from '../lie-in.ts'
import { isMoveOnly } from '../originals.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Candidate } from './candidates.ts'

type Moving = Pick<BatchContext, 'recipe'> & { parts: Pick<BatchContext['parts'], 'io'> }

/** Files that would be moved to where they are have come to their end, with those that travel along: they would make way for themselves, or get a number beside themselves. */
export async function endInPlace(candidates: readonly Candidate[], batch: Moving): Promise<void> {
  if (!isMoveOnly(batch)) return
  const keeping = candidates.flatMap((candidate) => {
    const { source, targets } = candidate.admission
    return targets
      .filter(({ stem, extension }) => stem !== null && stem + extension === nameOf(source))
      .map(({ folder }) => ({ candidate, source, folder }))
  })
  const areThere = await lieIn(keeping, batch.parts.io)
  for (const [at, { candidate }] of keeping.entries()) if (areThere[at]) end(candidate)
}

function end({ admission, unit }: Candidate): void {
  const fault = new Fault('in-place', { subject: admission.source }).toWire()
  admission.targets = []
  admission.ended = { state: 'skipped', fault }
  for (const companion of unit) companion.admission.ended = admission.ended
}
