import mime from 'mime/lite'
import { typeAfter } from '../../../contract/made-type.ts'
import type { RecipeStep } from '../../../contract/recipe.ts'
import type { StepCall, StepDescriptor } from '../../../contract/step.ts'

type KnownSteps = ReadonlyMap<string, StepDescriptor>

/** What planned names have in place of an ending that only the file decides. */
const open = '.*'
/** A file that no step has made anything of. */
const asSent = { step: '', type: '' }

/** What the name of a result would end with, with its dot, as far as the steps tell, of a file whose name ends with `own`. */
export function endingLike(steps: RecipeStep[], own: string, known: KnownSteps): string {
  return steps.reduce((ending, step) => {
    if (step.kind === 'step') return endingAfter(ending, step.call, known.get(step.call.step))
    return endingLike(step.steps, ending, known) === ending ? ending : open
  }, own)
}

function endingAfter(ending: string, call: StepCall, step: StepDescriptor | undefined): string {
  if (!step) return open
  const { extension } = step
  if (extension && 'added' in extension) return `${ending}.${extension.added}`
  const named = extension && call.options[extension.option]
  if (typeof named === 'string') return `.${named}`
  const made = typeAfter(asSent, call, step)
  if (made === asSent) return ending
  return made ? endingOf(made.type, ending) : open
}

/** A file that keeps its type keeps its ending to the letter. */
function endingOf(type: string, ending: string): string {
  if (mime.getType(ending) === type) return ending
  const usual = mime.getExtension(type)
  return usual === null ? open : `.${usual}`
}
