import { type DraftStep, readDraft } from '../../contract/recipe-draft.ts'

/** Says which steps of a recipe are turned off, by the person or since an import did not allow them: whoever counts on one has to know. Null where none is. */
export function stepsOff(text: string): string | null {
  const draft = readDraft(text)
  const all = draft ? [...draft.steps, ...draft.outputs.flatMap(({ steps }) => steps)] : []
  const names = [...new Set(all.flatMap((step) => offIn(step)))]
  return names.length === 0 ? null : `Turned off in this recipe, so not done: ${names.join(', ')}.`
}

/** With a condition go all steps that hang on it. */
function offIn(step: DraftStep, isOff = step.off): string[] {
  if (step.when) return step.when.steps.flatMap((inner) => offIn(inner, isOff || inner.off))
  return isOff ? [step.step] : []
}
