import type { Texts } from './use-texts.ts'

/** Fewer than this in a time are told over a longer one, so that no decimal says what whole files can. */
const countsFrom = 0.95

/** Seconds of each time that files are counted over. */
export const paceUnits = { perS: 1, perMin: 60, perHour: 3600 } as const
export type PaceUnit = keyof typeof paceUnits

/** A second, a minute or an hour, whichever is the first that holds a file. */
export function paceUnit(filesPerS: number): PaceUnit {
  if (filesPerS === 0 || filesPerS >= countsFrom) return 'perS'
  return filesPerS * paceUnits.perMin >= countsFrom ? 'perMin' : 'perHour'
}

/** How fast files go, over the time that says it best, or over that of another speed it stands beside. */
export function paceText(
  filesPerS: number,
  { t, format }: Pick<Texts, 't' | 'format'>,
  unit: PaceUnit = paceUnit(filesPerS),
): string {
  const n = format.rate(filesPerS * paceUnits[unit])
  return unit === 'perS' ? t('run.filesPerS', { n }) : t(`run.slowPace.${unit}`, { n })
}
