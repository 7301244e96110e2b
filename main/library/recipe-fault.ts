import { didYouMean } from '../../contract/did-you-mean.ts'
import { Fault } from '../../contract/fault.ts'
import type { RecipeProblem } from '../../contract/recipe.ts'
import { isRecipePath } from './recipe-folder.ts'

/** All problems of a recipe as one fault, each on a line of its own; `subject` is its name or path. */
export function wrongRecipe(subject: string, problems: RecipeProblem[]): Fault {
  const where = isRecipePath(subject)
    ? ({ line, column }: RecipeProblem) => `${subject}:${line}:${column}`
    : ({ line, column }: RecipeProblem) => `Line ${line}, column ${column}`
  const why = problems.map((problem) => `${where(problem)}: ${problem.message}`).join('\n')
  return new Fault('recipe-wrong', { subject, why })
}

export function unknownRecipe(name: string, known: string[]): Fault {
  return new Fault('recipe-unknown', { subject: name, why: didYouMean(name, known).trim() })
}

export function changedRecipe(name: string): Fault {
  return new Fault('recipe-changed', {
    subject: name,
    why: 'It was saved from another place since it was opened here.',
  })
}

export function namelessRecipe(name: string): Fault {
  return new Fault('usage-wrong', { subject: name || "''", why: 'A recipe needs a name with a letter or digit in it.' })
}
