import { Fault } from '../../../contract/fault.ts'
import type { TaskResult } from '../../../contract/task.ts'
import { child, isOfWorker } from '../../io/paths.ts'
import { usesPrograms } from '../../plan/course.ts'
import { decidedCourse } from '../../plan/decide.ts'
import type { BatchContext } from '../batch-context.ts'
import { ComingResults } from './coming-results.ts'
import { copyOne } from './copier.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { filesOf, type Finished, type FinishedOutput, type Job } from '../job.ts'
import { grantedByAll } from './granted-by-all.ts'
import { keptFrom } from './kept-from.ts'
import { Scratch } from './scratch.ts'
import { SegmentRun } from './segment-run.ts'
import type { WorkStage } from '../stage.ts'
import { takeGroups } from './take-groups.ts'
import { digestOf } from './task-sources.ts'
import { copiesBeside, leavingAlong } from './travel-along.ts'

/** A job that is being made, and every name that may have been written to beside a target. */
interface Making {
  job: Job
  batch: BatchContext
  stage: WorkStage
  written: string[]
}

/** Runs a job's segments in their lanes and leaves finished, checked attempts beside the targets. On any way out but success nothing of them is left. */
export async function transform(job: Job, batch: BatchContext, stage: WorkStage): Promise<Finished> {
  // Conditions on what is known beforehand choose the way of each file.
  const own = { ...batch, course: decidedCourse(batch.course, job.facts) }
  const making: Making = { job, batch: own, stage, written: [] }
  await using scratch = new Scratch(batch)
  try {
    return await made(making, scratch)
  } catch (error) {
    await clean(making, scratch)
    throw error
  }
}

/** Results are taken over and checked while others are still made. Neither is under way any more when this ends, however it does. */
async function made(making: Making, scratch: Scratch): Promise<Finished> {
  const { job, batch, stage, written } = making
  const coming = new ComingResults()
  const run = new SegmentRun(job, batch, { stage, scratch, written, coming })
  const granted = grantedByAll(job, batch)
  const finishing = { job, batch, written, signal: stage.signal, sealer: stage.sealer, granted }
  const [results, finished] = await Promise.allSettled([
    worked(run, making),
    takeGroups(coming, finishing, stage.onOutputs),
  ])
  if (results.status === 'rejected') throw results.reason
  if (finished.status === 'rejected') throw finished.reason
  const outputs = finished.value
  const [first] = outputs
  // Steps always make something: `if-larger: skip` has left all of it out.
  if (!first) throw new Fault('not-smaller', { subject: job.source, why: whyStays(results.value) })
  outputs.push(...(await along(making, first)))
  const leaving = [...leavingOf(making, { results: results.value, sources: run.sources }), ...leavingAlong(outputs)]
  return { job, sourceSha256: digestOf(run.sources), original: 'stays', leaving, outputs }
}

/**
 * What has been checked needs its worker no more, nor does what is plain. Others may: for their check, or to measure the original that is saved in
 * their place. Many plain results (an archive) keep their core until they are on the disk: a slow one would come to hold those of a thousand archives,
 * all of them begun and none of them done.
 */
async function worked(run: SegmentRun, { batch, stage }: Making): Promise<TaskResult[]> {
  const { branches } = batch.course
  const results = await run.make()
  const mayGiveWay = branches.some(({ branch }) => branch.ifLarger === 'use-original')
  const areFew = results.length <= branches.length
  const isDone = ({ checked, plain = false }: TaskResult): boolean =>
    checked !== undefined || (plain && areFew && !mayGiveWay)
  if (results.length > 0 && results.every(isDone)) stage.onWorked?.()
  return results
}

/** As the step says that left it as it was; empty where a result was made, and was too large. */
function whyStays(results: TaskResult[]): string {
  return String(results.find(({ facts }) => facts.stays !== undefined)?.facts.stays ?? '')
}

/** Copies of the files that travel along, beside the first result. */
function along({ job, batch, written, stage }: Making, first: FinishedOutput): Promise<FinishedOutput[]> {
  const { times: keepTimes, mode: keepMode } = keptFrom(batch)
  const how = { mount: batch.traits.mount, keepTimes, keepMode }
  return copiesBeside({ job, first, batch }, (request) => {
    written.push(child(request.folder, request.attempt))
    return copyOne(batch.parts.io, { ...request, ...how }, stage)
  })
}

/** All files the results were made of, unless a step has told which of them are not needed any more. `sources`: their hashes, in order. */
function leavingOf(
  { job, batch }: Making,
  { results, sources }: { results: TaskResult[]; sources: readonly string[] },
): Finished['leaving'] {
  const told = results.flatMap(({ aside }) => (aside ? [aside] : []))
  const aside = told.length > 0 ? new Set(told.flat()) : null
  const members = batch.course.gathering ? filesOf(job) : [job]
  const files = members.map((file, at) => ({ file, sha256: sources[at] ?? '' }))
  return files.filter(({ file }) => aside?.has(file.source) ?? true)
}

/** What is left after a fault or a cancel. Workers number their results, so the names are looked for, not guessed. */
async function clean({ job, batch, written }: Making, scratch: Scratch): Promise<void> {
  const { io } = batch.parts
  const left = await io.call('attemptFiles', written).catch(() => written)
  if (!usesPrograms(batch.course)) return disposeAttempts(batch.parts, left)
  const attempts = [...left, ...(await io.call('attemptFiles', [...scratch.made]))].filter(isOfWorker)
  const originals = [job, ...job.members].map(({ source, identity }) => ({ path: source, identity }))
  const kept = await io.call('giveBack', { originals, attempts })
  scratch.keep(kept)
  await disposeAttempts(
    batch.parts,
    left.filter((path) => !kept.includes(path)),
  )
}
