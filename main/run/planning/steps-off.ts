import { Fault } from '../../../contract/fault.ts'
import { type DraftStep, readDraft } from '../../../contract/recipe-draft.ts'

/** Says which steps of a recipe are turned off: whoever counts on one has to know. Null where none is. */
export function stepsOff(text: string): string | null {
  const names = [...new Set(draftSteps(text).flatMap((step) => offIn(step)))]
  return names.length === 0 ? null : `Turned off in this recipe, so not done: ${names.join(', ')}.`
}

/** Without the word, and without an escape that could spell it, no step is off. */
const mayBeOff = /off|\\/

function draftSteps(text: string): DraftStep[] {
  if (!mayBeOff.test(text)) return []
  const draft = readDraft(text)
  return draft ? [...draft.steps, ...draft.outputs.flatMap(({ steps }) => steps)] : []
}

/** Fault `step-unallowed` for a recipe from elsewhere of which a step asks for what nobody has allowed: without that step it is another recipe. */
export function requireAllowedSteps<T extends { text: string }>(found: T): T {
  const names = draftSteps(found.text).flatMap(unallowedIn)
  if (names.length > 0) throw new Fault('step-unallowed', { subject: [...new Set(names)].join(', ') })
  return found
}

function unallowedIn({ step, unallowed, when }: DraftStep): string[] {
  if (unallowed) return [step || 'when']
  return when ? when.steps.flatMap(unallowedIn) : []
}

/** With a condition go all steps that hang on it. */
function offIn(step: DraftStep, isOff = step.off): string[] {
  if (step.when) return step.when.steps.flatMap((inner) => offIn(inner, isOff || inner.off))
  return isOff ? [step.step] : []
}
