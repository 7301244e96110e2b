import type { PacePoint } from '../../../contract/history-commands.ts'
import { type PaceUnit, paceUnit, paceUnits } from '../../texts/pace-text.ts'

export interface PaceCurve {
  unit: PaceUnit
  /** Files in such a time, up to each moment. */
  speeds: { atMs: number; files: number }[]
}

/** So many files, or fewer where there are few, that two which happened to end together make no peak. */
const filesMost = 3
const stretchesLeast = 6
/** Nor do those of all threads, which begin together and end together: a stretch is no shorter than such a part of the time that was worked. */
const stretchesMost = 24
/** So many times as far apart as points are otherwise: a rest. */
const restFrom = 10

/** How fast a batch went. Files that take long went all the time until they ended, and did not stand still between two ends. */
export function paceCurve(points: readonly PacePoint[]): PaceCurve {
  const calm = speedsOf(stretches(points))
  const unit = paceUnit(middle(calm.map(({ perS }) => perS)))
  const speeds = unit === 'perS' ? speedsOf(points) : calm
  return { unit, speeds: speeds.map(({ atMs, perS }) => ({ atMs, files: perS * paceUnits[unit] })) }
}

/** The first point, and those at which a few files had ended since the one before. */
function stretches(points: readonly PacePoint[]): PacePoint[] {
  const total = (points.at(-1)?.ended ?? 0) - (points[0]?.ended ?? 0)
  const least = Math.max(1, Math.min(filesMost, Math.floor(total / stretchesLeast)))
  const leastMs = workedMs(points) / stretchesMost
  const kept = points.slice(0, 1)
  for (const [nth, point] of points.entries()) {
    const last = kept.at(-1) ?? point
    const hasMore = point.ended > (points[nth - 1] ?? point).ended
    if (hasMore && point.ended - last.ended >= least && point.atMs - last.atMs >= leastMs) kept.push(point)
  }
  return kept
}

function workedMs(points: readonly PacePoint[]): number {
  const apart = points.slice(1).map(({ atMs }, nth) => atMs - (points[nth]?.atMs ?? atMs))
  const most = middle(apart) * restFrom
  return apart.reduce((sum, ms) => sum + Math.min(ms, most), 0)
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function speedsOf(points: readonly PacePoint[]): { atMs: number; perS: number }[] {
  return points.slice(1).map(({ atMs, ended }, nth) => {
    const before = points[nth] ?? { atMs, ended }
    return { atMs, perS: atMs > before.atMs ? ((ended - before.ended) * 1000) / (atMs - before.atMs) : 0 }
  })
}
