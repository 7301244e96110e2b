import type { BatchSnapshot } from '../../contract/event.ts'
import { endedCount } from './batch-state.ts'
import { tookMs } from './took-ms.ts'

/** One sample a second, a minute of them: the little curve, and the speed over the last ten seconds, or over as much more as it took until so few files ended. */
const sampleEveryMs = 1000
const samplesMost = 60
const speedOverMs = 10_000
const speedFilesLeast = 3

/** What was worked on until then; what was there before took no time. */
export interface Sample {
  atMs: number
  files: number
  bytes: number
}

function sampleOf(snapshot: BatchSnapshot, atMs: number): Sample {
  const { counts, reusedBytes = 0, workedFiles = endedCount(snapshot) - counts.reused } = snapshot
  return { atMs, files: workedFiles, bytes: counts.doneBytes - reusedBytes }
}

/**
 * Of a batch that is heard of for the first time: who comes to it later has seen none of its speed, so the last seconds are taken to be as fast as all of
 * it was. Of the day of a watched folder most is waiting for files, and of one that an engine left the time may be unknown: of them nothing is.
 */
export function firstSamples(snapshot: BatchSnapshot, atMs: number): readonly Sample[] {
  const now = sampleOf(snapshot, atMs)
  const { watch, interrupted, workedMs = 0, counts, reusedBytes = 0 } = snapshot
  const allMs = interrupted ? workedMs : tookMs(snapshot, atMs)
  const files = endedCount(snapshot) - counts.reused
  if (watch !== undefined || allMs < sampleEveryMs || files <= 0) return [now]
  const sinceMs = Math.min(allMs, speedOverMs)
  const share = sinceMs / allMs
  const before = { files: now.files - files * share, bytes: now.bytes - (counts.doneBytes - reusedBytes) * share }
  return [{ atMs: atMs - sinceMs, ...before }, now]
}

/** One more, where it is time for it. */
export function sampled(samples: readonly Sample[], snapshot: BatchSnapshot, atMs: number): readonly Sample[] {
  const last = samples.at(-1)
  const next = sampleOf(snapshot, atMs)
  // It was gone on with, or taken back: what was counted before is no part of how fast it is.
  if (last && next.files < last.files) return [next]
  if (last && atMs - last.atMs < sampleEveryMs) return samples
  return kept([...samples, next])
}

/** A minute of them, and of those before only when the last few files ended: of files that take five minutes a minute tells nothing. */
function kept(samples: readonly Sample[]): readonly Sample[] {
  const hasMore = (sample: Sample, nth: number): boolean => sample.files !== samples[nth - 1]?.files
  const before = samples.slice(0, -samplesMost).filter(hasMore)
  return [...before.slice(-speedFilesLeast - 1), ...samples.slice(-samplesMost)]
}

/** As if they had been taken so much later: a rest between two of them is no time of work. */
export function later(samples: readonly Sample[], byMs: number): readonly Sample[] {
  return samples.map((sample) => ({ ...sample, atMs: sample.atMs + byMs }))
}

export function speedOf(samples: readonly Sample[], atMs: number): { filesPerS: number; bytesPerS: number } {
  const last = samples.at(-1)
  // Of files that take longer than that hardly one ends in it. No more than it takes is looked at: what was fast before says nothing of what is slow now.
  const first =
    samples.findLast(
      ({ atMs: thenMs, files }) => last && last.files - files >= speedFilesLeast && atMs - thenMs >= speedOverMs,
    ) ?? samples[0]
  if (!first || !last || last === first) return { filesPerS: 0, bytesPerS: 0 }
  const seconds = (last.atMs - first.atMs) / 1000
  const perSecond = (from: number, to: number) => Math.max(0, (to - from) / seconds)
  return { filesPerS: perSecond(first.files, last.files), bytesPerS: perSecond(first.bytes, last.bytes) }
}

/** Files a second from each sample of the last minute to the next, oldest first. */
export function curveOf(samples: readonly Sample[]): number[] {
  const minute = samples.slice(-samplesMost)
  return minute.slice(1).map((sample, nth) => {
    const before = minute[nth] ?? sample
    return Math.max(0, (sample.files - before.files) / Math.max(0.001, (sample.atMs - before.atMs) / 1000))
  })
}
