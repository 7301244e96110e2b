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

/** Takes a worker's result over under a name no worker knows, and has it opened and checked under that name. */
export async function finishResult(
  { job, batch, branch, written, signal }: Finish,
  result: TaskResult,
): Promise<FinishedOutput> {
  const { io, lanes, settings } = batch.parts
  const target = placeOf({ job, batch, branch, written })
  const like = {
    path: job.source,
    times: batch.recipe.keep.includes('times'),
    mode: batch.recipe.keep.includes('mode'),
  }
  const sealed = await io.call('seal', { from: result.path, ...target, like })
  const lane = laneOf(batch, branch)
  const attempt = child(target.folder, target.attempt)
  const secrets = secretsOf(lastSteps(batch, branch), batch.parts)
  const task = {
    kind: 'check' as const,
    family: familyOf(batch, branch),
    result: { ...result, path: attempt },
    secrets,
  }
  const stall = {
    stallMs: settings.limits.stallMs,
    memoryBytes: settings.limits.workerMemoryMb * 2 ** 20,
    onProgress: () => {},
  }
  await lanes[lane].run(task, { signal, ...stall })
  const name = lateTarget(job, batch, { branch, extension: dotted(result.extension), facts: result.facts })
  return {
    branch,
    attempt,
    ...name,
    identity: sealed.identity,
    bytes: sealed.identity.sizeBytes,
    sha256: sealed.sha256,
    type: result.type,
    facts: { ...foundBefore(job.facts), ...result.facts },
  }
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
