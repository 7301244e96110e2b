import type { ConflictMode } from '../../../contract/recipe.ts'
import { inGroups } from '../in-groups.ts'
import type { IoLane } from '../lanes/io.ts'
import type { Clash } from './planned-names.ts'

/**
 * Which of those whose names are taken get the next number, as far as that can be told without reading: of a file that stays as it is, the size already
 * tells that what has its name is another. What travels together is there already as a whole or not at all.
 */
export async function passBy(
  clashes: readonly Clash[],
  { conflict, io }: { conflict: ConflictMode; io: IoLane },
): Promise<boolean[]> {
  if (conflict !== 'skip-identical') return clashes.map(() => conflict === 'number')
  const paths = clashes.map((clash) => clash.paths)
  const found = inGroups(await io.call('look', paths.flat()), paths)
  return clashes.map(
    ({ target: { sizes } }, at) =>
      sizes !== null && found[at]?.some((identity, nth) => identity?.sizeBytes !== sizes[nth]) === true,
  )
}
