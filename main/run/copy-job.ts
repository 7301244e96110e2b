import { child } from '../io/paths.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from './batch-context.ts'
import type { Copier } from './copier.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { foundBefore } from './early-facts.ts'
import type { Finished, FinishedOutput, Job } from './job.ts'
import { keptFrom } from './kept-from.ts'
import { isMoveOnly } from './originals.ts'
import { besideFirst, companionsOfJob, copiesBeside, leavingAlong } from './travel-along.ts'
import { lateTarget } from './targets.ts'
import type { Stage } from './stage.ts'

/** Copies a source once for each branch. A move whose new place is on another disk is a copy, after which the original goes. */
export async function copied(
  job: Job,
  batch: BatchContext,
  { copier, stage }: { copier: Copier; stage: Stage },
): Promise<Finished> {
  stage.onStage('copy', 0)
  const outputs: FinishedOutput[] = []
  const across = isMoveOnly(batch)
  const { times: keepTimes, mode: keepMode } = keptFrom(batch)
  const keep = { keepTimes, keepMode, keepAll: across }
  const { mount } = batch.traits
  const copying = { signal: stage.signal, onCopied: (fraction: number) => stage.onStage('copy', fraction) }
  try {
    for (const branch of batch.course.branches.keys()) {
      const { folder } = targetOf(job, branch)
      // A name that cannot be is told before anything is written.
      const place = placed(job, batch, branch)
      await batch.places.require(folder)
      const attempt = nextAttempt(job, batch)
      const { identity, sha256 } = await copier.copy(
        { source: job.source, planned: job.identity, folder, attempt, mount, ...keep },
        copying,
      )
      outputs.push({
        ...place,
        attempt: child(folder, attempt),
        identity,
        bytes: identity.sizeBytes,
        sha256,
      })
    }
    const [first] = outputs
    const copy = (request: { source: string; planned: Job['identity']; folder: string; attempt: string }) =>
      copier.copy({ ...request, mount, ...keep }, stage)
    if (first) outputs.push(...(await copiesBeside({ job, first, batch }, copy)))
    const sha256 = first?.sha256 ?? ''
    const leaving = across ? [] : [{ file: job, sha256 }, ...leavingAlong(outputs)]
    return { job, sourceSha256: sha256, original: across ? 'across' : 'stays', leaving, outputs }
  } catch (error) {
    await disposeAttempts(
      batch.parts,
      outputs.map(({ attempt }) => attempt),
    )
    throw error
  }
}

/** The file itself, with those that travel along, is the result under its new name: no byte is read. */
export function renamed(job: Job, batch: BatchContext): Finished {
  const { identity, source } = job
  const first = { ...placed(job, batch, 0), attempt: source, identity, bytes: identity.sizeBytes, sha256: '' }
  const along = companionsOfJob(job).map((file) => {
    const { source: attempt, identity: own } = file
    return besideFirst({ first, file }, { attempt, identity: own, bytes: own.sizeBytes, sha256: '' })
  })
  return { job, sourceSha256: '', original: 'renamed', leaving: [], outputs: [first, ...along] }
}

function placed(job: Job, batch: BatchContext, branch: number) {
  const { extension } = targetOf(job, branch)
  const late = lateTarget(job, batch, { branch, extension, facts: {} })
  return { branch, type: String(job.facts.type ?? ''), facts: foundBefore(job.facts), isFlushed: true, ...late }
}

function targetOf(job: Job, branch: number): Job['targets'][number] {
  const target = job.targets[branch]
  if (!target) throw new RangeError(`${job.source} has no target for branch ${branch}`)
  return target
}
