import { fieldOf } from '../../../contract/recipe-draft.ts'
import type { RecipeProblem } from '../../../contract/recipe.ts'
import { allSteps } from '../../state/step-moves.ts'
import { saidPlainly } from '../../texts/said.ts'
import { aboutOptions } from '../../texts/step-words.ts'
import { useEditing } from './editing.ts'

/** What is wrong, beside the forms: what is about the options of a step calls them as its form does. */
export function useProblemText(): (problem: RecipeProblem) => string {
  const { editor, steps } = useEditing()
  return ({ field, message }) => {
    const about = editor.draft && allSteps(editor.draft).find(({ path, step }) => fieldOf([...path, step]) === field)
    const descriptor = about ? steps.get(about.step) : undefined
    return descriptor ? aboutOptions(message, descriptor) : saidPlainly(message)
  }
}
