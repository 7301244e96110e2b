import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { offerOfPlaces } from '../../app/offer-of-places.ts'
import { isCalled, useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'

export type MakeAgain = (outputs: readonly VerifiedFile[]) => void

/** Offers the originals of results with the recipe that made them; what would happen is seen on the sheet first. Null where that recipe is gone. */
export function useMakeAgain(
  { recipe: named, out }: { recipe: string; out: string },
  all: readonly VerifiedFile[],
): MakeAgain | null {
  const { offer } = useRunDesk()
  const recipe = useRecipes()?.find((known) => isCalled(known, named))
  if (!recipe) return null
  return (wanted) => {
    const outputs = new Set(wanted.map(({ output }) => output))
    // What was made of many files is made of all of them again.
    const paths = [...new Set(all.filter(({ output }) => outputs.has(output)).map(({ path }) => path))]
    offer(offerOfPlaces({ paths, uploaded: true, out }), recipe.row.name)
  }
}
