import type { BatchSnapshot } from '../../contract/event.ts'
import type { GateName } from '../../contract/gate-of.ts'
import { isAtRest, isOver, reachedCount, wholeCount } from './batch-state.ts'
import { curveOf, firstSamples, later, type Sample, sampled, speedOf } from './pace-samples.ts'
import { tookMs } from './took-ms.ts'

/** Figures change at most twice a second, the time left every two, and only if it moved by a tenth; it is not guessed in the first three. */
const figuresEveryMs = 500
const leftEveryMs = 2000
const leftMoves = 0.1
const leftNotBeforeMs = 3000

/** What is printed of a batch under way. Moves calmly, and the bar never goes back while files are still being found. */
export interface Figures {
  atMs: number
  snapshot: BatchSnapshot
  /**
   * Files a second and bytes of those that are done a second, over the last ten seconds of work, or over the last three files where they take longer; what
   * was worked before it was first heard of counts as evenly fast.
   */
  filesPerS: number
  bytesPerS: number
  /** Files a second over the last minute, oldest first. */
  curve: readonly number[]
  /** How far the batch is, 0 to 1. */
  fraction: number
  leftMs: number | null
  leftAtMs: number
  /** Most files at once in each stage, as far as the engine says, or as they were seen here. */
  most: Stages
  samples: readonly Sample[]
  firstMs: number
  /** How long it was worked on until then; stands still while nobody does. */
  workedMs: number
}

type Stages = Record<GateName, number>

export function figuresOf(snapshot: BatchSnapshot, atMs: number): Figures {
  const samples = firstSamples(snapshot, atMs)
  return {
    atMs,
    snapshot,
    ...speedOf(samples, atMs),
    curve: [],
    fraction: fractionOf(snapshot),
    leftMs: null,
    leftAtMs: atMs,
    most: mostOf(snapshot.stages, snapshot.most ?? snapshot.stages),
    samples,
    firstMs: atMs,
    workedMs: tookMs(snapshot, atMs),
  }
}

export function nextFigures(before: Figures, snapshot: BatchSnapshot, atMs: number): Figures {
  // Of a batch that is over nothing newer may come for long.
  const mayWait = before.snapshot.state === snapshot.state && !isOver(snapshot)
  if (mayWait && atMs - before.atMs < figuresEveryMs) return before
  // While it rests, how fast it was stays what it was.
  const rests = isAtRest(before.snapshot) && isAtRest(snapshot)
  const { filesPerS, bytesPerS } = before
  const worked = isAtRest(before.snapshot) ? later(before.samples, atMs - before.atMs) : before.samples
  const samples = rests ? worked : sampled(worked, snapshot, atMs)
  return {
    atMs,
    snapshot,
    ...(rests ? { filesPerS, bytesPerS } : speedOf(samples, atMs)),
    curve: curveOf(samples),
    fraction: snapshot.state === 'counting' ? Math.max(before.fraction, fractionOf(snapshot)) : fractionOf(snapshot),
    ...left(before, snapshot, atMs),
    most: mostOf(before.most, mostOf(snapshot.stages, snapshot.most ?? snapshot.stages)),
    samples,
    firstMs: before.firstMs,
    workedMs: stands(before.snapshot) && stands(snapshot) ? before.workedMs : tookMs(snapshot, atMs),
  }
}

/** Files that were in hand when it came to rest are still ended. */
function stands(snapshot: BatchSnapshot): boolean {
  return isAtRest(snapshot) && snapshot.counts.running === 0
}

function fractionOf(snapshot: BatchSnapshot): number {
  const total = wholeCount(snapshot)
  return total === 0 ? 0 : reachedCount(snapshot) / total
}

function left(before: Figures, { remainingMs }: BatchSnapshot, atMs: number): Pick<Figures, 'leftMs' | 'leftAtMs'> {
  const { leftMs, leftAtMs, firstMs } = before
  if (remainingMs === null || atMs - firstMs < leftNotBeforeMs) return { leftMs: null, leftAtMs: atMs }
  if (leftMs === null) return { leftMs: remainingMs, leftAtMs: atMs }
  const moved = Math.abs(remainingMs - leftMs) > leftMs * leftMoves
  return moved && atMs - leftAtMs >= leftEveryMs ? { leftMs: remainingMs, leftAtMs: atMs } : { leftMs, leftAtMs }
}

/** A share as it is printed: whole percents, and a hundred only at the end. */
export function wholePercents(fraction: number): number {
  return Math.floor(fraction * 100 + 1e-9) / 100
}

function mostOf(a: Stages, b: Stages): Stages {
  return {
    read: Math.max(a.read, b.read),
    transform: Math.max(a.transform, b.transform),
    write: Math.max(a.write, b.write),
  }
}
