import { type DraftStep, fieldOf } from '../../../contract/recipe-draft.ts'
import type { RecipeProblem } from '../../../contract/recipe.ts'
import { allSteps } from '../../state/step-moves.ts'
import { saidPlainly } from '../../texts/said.ts'
import { aboutOptions } from '../../texts/step-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useEditing } from './editing.ts'

/** What is wrong, beside the forms: what is about the options of a step calls them as its form does, and of a text one does not see no word is told. */
export function useProblemText(): (problem: RecipeProblem) => string {
  const { t } = useTexts()
  const { editor, steps } = useEditing()
  return ({ field, message }) => {
    const about = editor.draft && allSteps(editor.draft).find((step) => ownField(step) === field)
    if (about?.when?.steps.length === 0) return t('recipe.whenEmpty')
    const descriptor = about ? steps.get(about.step) : undefined
    return descriptor ? aboutOptions(message, descriptor) : saidPlainly(message)
  }
}

/** Where what is wrong with a step as a whole is found. */
function ownField({ path, step, when }: DraftStep): string {
  return fieldOf(when ? path : [...path, step])
}
