import type { BatchSnapshot } from '../../../../contract/event.ts'

/** Where results are, for a person; not escaped. */
export function placeOf({ out, replaces }: Pick<BatchSnapshot, 'out' | 'replaces'>): string {
  return replaces ? 'the places of their originals' : out
}
