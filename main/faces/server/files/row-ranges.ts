import { Fault } from '../../../../contract/fault.ts'

const rangesMost = 1_000

/** `0-9,12`: whether a row is among them; without a text all are. Fault `usage-wrong`. */
export function parseRowRanges(text: string | undefined): (seq: number) => boolean {
  if (text === undefined) return () => true
  const ranges = text.split(',').map((range) => /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(range))
  const bounds = ranges.map((range) => [Number(range?.[1]), Number(range?.[2] ?? range?.[1])] as const)
  if (bounds.length > rangesMost || !bounds.every(([from, to]) => from <= to))
    throw new Fault('usage-wrong', { subject: 'seqs', why: `Write at most ${rangesMost} ranges, such as 0-9,12.` })
  return (seq) => bounds.some(([from, to]) => seq >= from && seq <= to)
}
