import { Fault } from '../../../contract/fault.ts'
import { splitName } from '../../../contract/split-name.ts'
import type { SegmentStep, TaskResult } from '../../../contract/task.ts'
import { child, nameOf } from '../../io/paths.ts'
import type { Written } from '../../io/copying/copy-request.ts'
import type { Sealed } from '../../io/copying/seal.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from '../batch-context.ts'
import { copyOne } from './copier.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { foundBefore, measureOriginal } from './early-facts.ts'
import { type FinishedOutput, filesOf, type Job } from '../job.ts'
import { keptFrom } from './kept-from.ts'
import { lateTarget } from '../targets.ts'
import type { Sealer } from './sealer.ts'
import { secretsOf } from './task-secrets.ts'

export interface Finish {
  job: Job
  batch: BatchContext
  branch: number
  /** Paths to clean up after a fault; new ones are added before they are made. */
  written: string[]
  signal: AbortSignal
  sealer: Sealer
  /** Who may see all that a result of a group is made of, as nine bits; undefined for what is made of one file. */
  granted: () => Promise<number | undefined>
}

/** As workers tell at once of what they have written: the large parts of a file come one by one. */
const largeResultBytes = 1 << 24

/** Opens and checks what was taken over. Raises what the check of its family raises. */
export type Checking = () => Promise<FinishedOutput[]>

/**
 * Takes results of a worker over under names no worker knows, several at a time; they count once they have been checked under those names, or are byte
 * for byte what their worker has checked. Raises `result-wrong` where they are not, and
 * `original-changed` where somebody has written to what they were made of.
 */
export async function takeOver(finish: Finish, results: TaskResult[]): Promise<Checking> {
  const { job, batch, branch } = finish
  // What travels along with a file is no part of what is made of it.
  const { source, identity } = batch.course.gathering ? newestOf(filesOf(job)) : job
  const granted = await finish.granted()
  const like = { path: source, planned: identity, ...keptFrom(batch), granted }
  const folder = await batch.places.of(job.targets[branch]?.folder)
  const requests = results.map(({ path, sizeBytes, modifiedMs, rights, plain = false }) => ({
    folder,
    mount: batch.traits.mount,
    attempt: attemptIn(folder, finish),
    from: path,
    sizeBytes,
    like: { ...like, modifiedMs, rights },
    // A small one by itself goes on the disk with those of other files, when they get their names: they would wait for a large one.
    flush: plain && (results.length > 1 || sizeBytes >= largeResultBytes),
  }))
  const sealed = await finish.sealer.seal(requests)
  const taken = requests.map(({ attempt, flush: isFlushed }, at) => {
    const result = results[at]
    const seal = sealed[at]
    if (!result || !seal) throw new Fault('bug', { subject: job.source, why: 'A result was not sealed.' })
    requireAsChecked(result, seal)
    return { result: { ...result, path: child(folder, attempt) }, made: result.path, seal, isFlushed }
  })
  return async () => {
    await check(
      finish,
      taken.map(({ result }) => result).filter(({ plain, checked }) => !plain && checked === undefined),
    )
    return taken.map((one) => outputOf(finish, one))
  }
}

function requireAsChecked({ path, checked }: TaskResult, { sha256 }: Sealed): void {
  if (checked === undefined || checked === sha256) return
  throw new Fault('result-wrong', { subject: path, why: 'It is not what it was when it was checked.' })
}

/** What is made of many files was last changed when the last of them was: an archive of the year is not as old as its first file. */
function newestOf(files: Job[]): Job {
  return files.reduce((newest, file) =>
    BigInt(file.identity.mtimeNs) > BigInt(newest.identity.mtimeNs) ? file : newest,
  )
}

interface Taken {
  result: TaskResult
  /** Where it was before. */
  made: string
  seal: Sealed
  /** It is on the disk itself already. */
  isFlushed: boolean
}

function outputOf({ job, batch, branch }: Finish, { result, made, seal, isFlushed }: Taken): FinishedOutput {
  const { path: attempt, extension, facts, type, linking } = result
  const { identity, sha256 } = seal
  const name = lateTarget(job, batch, { branch, extension: dotted(extension), facts })
  const found = { bytes: identity.sizeBytes, sha256, type, facts: { ...foundBefore(job.facts), ...facts } }
  return { branch, attempt, ...name, identity, isFlushed, ...found, made, linking }
}

async function check({ batch, branch, signal }: Finish, results: TaskResult[]): Promise<void> {
  if (results.length === 0) return
  const { lanes, settings } = batch.parts
  const secrets = secretsOf(lastSteps(batch, branch), batch.parts)
  const task = { kind: 'check' as const, family: familyOf(batch, branch), results, secrets }
  await lanes[laneOf(batch, branch)].run(task, {
    signal,
    stallMs: settings.limits.stallMs,
    memoryBytes: settings.limits.workerMemoryMb * 2 ** 20,
    onProgress: () => {},
  })
}

function dotted(extension: string): string {
  return extension === '' ? '' : `.${extension}`
}

/** The original's own bytes, for a branch without steps or where the result would have been larger. */
export async function finishOriginal(finish: Finish, result: TaskResult | null): Promise<FinishedOutput> {
  const { job, batch, branch } = finish
  if (result) await disposeAttempts(batch.parts, [result.path])
  const { attempt, identity, sha256 } = await copyOriginal(finish)
  const { extension } = splitName(nameOf(job.source))
  const measured = await measureOriginal(job, batch, finish)
  const name = lateTarget(job, batch, { branch, extension, facts: { ...result?.facts, ...measured } })
  const found = { bytes: identity.sizeBytes, sha256, type: String(job.facts.type ?? ''), facts: foundBefore(job.facts) }
  return { branch, attempt, ...name, identity, isFlushed: true, ...found, made: result?.path }
}

async function copyOriginal(finish: Finish): Promise<Written & { attempt: string }> {
  const { job, batch, branch, signal } = finish
  const folder = await batch.places.of(job.targets[branch]?.folder)
  const attempt = attemptIn(folder, finish)
  const { times: keepTimes, mode: keepMode } = keptFrom(batch)
  const place = { folder, mount: batch.traits.mount, attempt }
  const request = { source: job.source, planned: job.identity, ...place, keepTimes, keepMode }
  return { ...(await copyOne(batch.parts.io, request, { signal })), attempt: child(folder, attempt) }
}

function attemptIn(folder: string, { job, batch, written }: Pick<Finish, 'job' | 'batch' | 'written'>): string {
  const attempt = nextAttempt(job, batch)
  written.push(child(folder, attempt))
  return attempt
}

function lastSegment(batch: BatchContext, branch: number) {
  const { shared, branches } = batch.course
  return branches[branch]?.own.at(-1) ?? shared.at(-1)
}

function lastSteps(batch: BatchContext, branch: number): SegmentStep[] {
  const fused = batch.course.branches[branch]?.fused ?? []
  return [...(lastSegment(batch, branch)?.steps ?? []), ...fused]
}

function laneOf(batch: BatchContext, branch: number): 'process' | 'thread' {
  return lastSegment(batch, branch)?.lane === 'thread' ? 'thread' : 'process'
}

function familyOf(batch: BatchContext, branch: number): string {
  return lastSegment(batch, branch)?.family ?? ''
}
