import type { ConflictMode } from '../../../contract/recipe.ts'
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
  const paths = clashes.flatMap((clash) => clash.paths)
  const there = (await io.call('look', paths)).map((identity) => identity?.sizeBytes).values()
  return clashes.map(({ paths: own, target: { sizes } }) => {
    const found = own.map(() => there.next().value)
    return sizes !== null && found.some((size, at) => size !== sizes[at])
  })
}
