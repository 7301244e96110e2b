import { Fault } from '../../contract/fault.ts'
import { extname } from 'node:path'
import type { SegmentStep, TaskResult } from '../../contract/task.ts'
import { child } from '../io/paths.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from './batch-context.ts'
import { foundBefore } from './early-facts.ts'
import type { FinishedOutput, Job } from './job.ts'
import { lateTarget } from './targets.ts'
import { secretsOf } from './task-secrets.ts'

interface Finish {
  job: Job
  batch: BatchContext
  branch: number
  /** Paths to clean up after a fault; new ones are added before they are made. */
  written: string[]
  signal: AbortSignal
}

/** Takes results of a worker over under names no worker knows, and has them opened and checked under those names; several at a time. */
export async function finishResults(finish: Finish, results: TaskResult[]): Promise<FinishedOutput[]> {
  const { job, batch, branch } = finish
  const { keep } = batch.recipe
  const like = { path: job.source, times: keep.includes('times'), mode: keep.includes('mode') }
  const places = results.map(() => placeOf(finish))
  const requests = results.map(({ path }, at) => ({ from: path, ...(places[at] ?? placeOf(finish)), like }))
  const sealed = await batch.parts.io.call('seal', requests)
  const attempts = places.map(({ folder, attempt }) => child(folder, attempt))
  await check(
    finish,
    results.map((result, at) => ({ ...result, path: attempts[at] ?? '' })),
  )
  return sealed.map(({ identity, sha256 }, at) => {
    const { extension = '', facts = {}, type = '' } = results[at] ?? {}
    const name = lateTarget(job, batch, { branch, extension: dotted(extension), facts })
    const found = { bytes: identity.sizeBytes, sha256, type, facts: { ...foundBefore(job.facts), ...facts } }
    return { branch, attempt: attempts[at] ?? '', ...name, identity, ...found }
  })
}

async function check({ batch, branch, signal }: Finish, results: TaskResult[]): Promise<void> {
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
export async function finishOriginal(
  { job, batch, branch, written }: Finish,
  result: TaskResult | null,
): Promise<FinishedOutput> {
  const { io } = batch.parts
  const target = placeOf({ job, batch, branch, written })
  if (result) await io.call('dispose', [result.path])
  const request = {
    source: job.source,
    planned: job.identity,
    ...target,
    keepTimes: batch.recipe.keep.includes('times'),
    keepMode: batch.recipe.keep.includes('mode'),
  }
  const [outcome] = await io.call('copy', [request])
  if (!outcome?.ok) throw outcome ? Fault.fromWire(outcome.fault) : new Fault('bug', { subject: job.source })
  const { identity, sha256 } = outcome.value
  const name = lateTarget(job, batch, { branch, extension: extname(job.source), facts: result?.facts ?? {} })
  return {
    branch,
    attempt: child(target.folder, target.attempt),
    ...name,
    identity,
    bytes: identity.sizeBytes,
    sha256,
    type: String(job.facts.type ?? ''),
    facts: foundBefore(job.facts),
  }
}

function placeOf({ job, batch, branch, written }: Omit<Finish, 'signal'>): { folder: string; attempt: string } {
  const folder = job.targets[branch]?.folder ?? batch.record.outRoot
  const attempt = nextAttempt(job, batch)
  written.push(child(folder, attempt))
  return { folder, attempt }
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
