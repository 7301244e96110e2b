import type { ConflictMode } from '../../../contract/recipe.ts'
import type { ReviewProps } from './review-sheet.tsx'

/** What the person chose on the sheet, else what the recipe says. */
export function conflictOf({ conflict, recipe }: Pick<ReviewProps, 'conflict' | 'recipe'>): ConflictMode {
  return conflict ?? recipe.recipe?.conflict ?? 'number'
}
