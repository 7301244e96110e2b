import { didYouMean } from '../../contract/did-you-mean.ts'
import { Fault } from '../../contract/fault.ts'
import type { RecipeProblem } from '../../contract/recipe.ts'

/** All problems of a recipe as one fault; `subject` is its name or path. */
export function wrongRecipe(subject: string, problems: RecipeProblem[]): Fault {
  const why = problems.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`).join(' ')
  return new Fault('recipe-wrong', { subject, why })
}

export function unknownRecipe(name: string, known: string[]): Fault {
  return new Fault('recipe-unknown', { subject: name, why: didYouMean(name, known).trim() })
}
