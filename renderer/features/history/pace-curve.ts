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

/** How fast a batch went. Files that take long went all the time until they ended, and did not stand still between two ends. */
export function paceCurve(points: readonly PacePoint[]): PaceCurve {
  const calm = speedsOf(stretches(points))
  const unit = paceUnit(middle(calm.map(({ perS }) => perS)))
  const speeds = unit === 'perS' ? speedsOf(points) : calm
  return { unit, speeds: speeds.map(({ atMs, perS }) => ({ atMs, files: perS * paceUnits[unit] })) }
}

/** The first point, and those until which a few files had ended since the one before. */
function stretches(points: readonly PacePoint[]): PacePoint[] {
  const total = (points.at(-1)?.ended ?? 0) - (points[0]?.ended ?? 0)
  const least = Math.max(1, Math.min(filesMost, Math.floor(total / stretchesLeast)))
  const kept: PacePoint[] = []
  for (const point of points) if (point.ended - (kept.at(-1)?.ended ?? -least) >= least) kept.push(point)
  return kept
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
