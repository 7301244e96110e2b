import type { Facts } from '../../../contract/facts.ts'

/** What of a result tells which others of its job it belongs to. */
export interface Part {
  branch: number
  name: string | null
  /** Null unless it is a file that travels along. */
  beside: unknown
  facts: Facts
}

/**
 * The results, by their part, that have one number in their names with this one: whatever a file was cut into, such as its frames, so that the parts of two
 * files of one name stay apart. A file out of an archive is on its own, and so is a result that has its name already.
 */
export function seriesOf(outputs: readonly Part[], part: number): number[] {
  const first = outputs[part]
  if (!first || !isOfSeries(first)) return [part]
  return [...outputs.entries()]
    .filter(([, output]) => isOfSeries(output) && output.branch === first.branch)
    .map(([at]) => at)
}

function isOfSeries({ name, beside, facts }: Part): boolean {
  return name === null && beside === null && facts['entry-stem'] === undefined
}
