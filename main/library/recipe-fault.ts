import { didYouMean } from '../../contract/did-you-mean.ts'
import { Fault, type FaultCode } from '../../contract/fault.ts'
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

const codes: Record<string, FaultCode> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EISDIR: 'file-special',
  ENXIO: 'file-special',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
}

/** What reading or writing a recipe file ran into. */
export function recipeFileFault(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new Fault(codes[errno] ?? 'io-error', { subject: path, cause: error })
}
