import { useMemo } from 'react'
import { picksOriginals } from '../../contract/picks-originals.ts'
import type { Recipe } from '../../contract/recipe.ts'
import { useAnswer } from './use-answer.ts'

/** Whether only some originals of a recipe leave their places, those that a step picks; false while that is not known. */
export function usePicks(recipe: Recipe | null | undefined): boolean {
  const touches = recipe !== null && recipe !== undefined && recipe.originals.act !== 'keep'
  const steps = useAnswer('step.list', touches ? {} : null).value?.steps
  return useMemo(() => {
    const picking = new Set(steps?.filter(({ picks }) => picks).map(({ name }) => name))
    return touches && picksOriginals(recipe, (step) => picking.has(step))
  }, [recipe, steps, touches])
}
