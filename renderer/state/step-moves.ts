import type { RecipeEdit } from '../../contract/edit-recipe.ts'
import { type DraftPath, type DraftStep, notAllowed, type RecipeDraft } from '../../contract/recipe-draft.ts'

export interface StepMove {
  edit: RecipeEdit
  /** Where the step stands afterwards. */
  to: DraftPath
}

/** The list a step stands in, and at which place. */
export function placeIn(path: DraftPath): { list: DraftPath; at: number } {
  return { list: path.slice(0, -1), at: Number(path.at(-1)) }
}

export function listAt(draft: RecipeDraft, list: DraftPath): readonly DraftStep[] {
  return allLists(draft).find(({ path }) => path.join('\n') === list.join('\n'))?.steps ?? []
}

/** Every list of steps: the first one, those under conditions, those of outputs. */
export function allLists(draft: RecipeDraft): { path: DraftPath; steps: readonly DraftStep[] }[] {
  const inside = (path: DraftPath, steps: readonly DraftStep[]): { path: DraftPath; steps: readonly DraftStep[] }[] => [
    { path, steps },
    ...steps.flatMap((step) => (step.when ? inside([...step.path, 'do'], step.when.steps) : [])),
  ]
  return [
    ...inside(['steps'], draft.steps),
    ...draft.outputs.flatMap(({ path, steps }) => inside([...path, 'steps'], steps)),
  ]
}

export function allSteps(draft: RecipeDraft): DraftStep[] {
  return allLists(draft).flatMap(({ steps }) => steps)
}

/** One place up or down; into a condition that stands there, and from its edge out of it. Null where there is nowhere to go. */
export function moveBy(draft: RecipeDraft, path: DraftPath, by: 1 | -1): StepMove | null {
  const { list, at } = placeIn(path)
  const next = at + by
  const inside = listAt(draft, list)[next]?.when?.steps
  // Once the step is out, a condition below it stands where it stood.
  if (inside) return by < 0 ? moveTo(path, [...list, next, 'do'], inside.length) : moveTo(path, [...list, at, 'do'], 0)
  if (next >= 0 && next < listAt(draft, list).length) return moveTo(path, list, next)
  if (list.at(-1) !== 'do') return null
  const outer = placeIn(list.slice(0, -1))
  return moveTo(path, outer.list, by < 0 ? outer.at : outer.at + 1)
}

/** To a place of a list, counted once the step is out of it. */
export function moveTo(path: DraftPath, list: DraftPath, at: number): StepMove {
  return { edit: { kind: 'move', path, list, at }, to: [...list, at] }
}

/** A copy of a step, right below it. */
export function duplicateOf(step: DraftStep): StepMove {
  const { list, at } = placeIn(step.path)
  return { edit: { kind: 'insert', list, at: at + 1, value: plainStep(step) }, to: [...list, at + 1] }
}

/** Puts a step under a condition that stands in its place. */
export function underCondition(step: DraftStep, condition: Record<string, string>): RecipeEdit[] {
  const { list, at } = placeIn(step.path)
  return [
    { kind: 'remove', path: step.path },
    { kind: 'insert', list, at, value: { when: condition, do: [plainStep(step)] } },
  ]
}

/** As it would be written. */
function plainStep({ step, options, off, unallowed, when }: DraftStep): unknown {
  const marks = off ? { off: unallowed ? notAllowed : true } : {}
  if (when) return { when: when.condition, do: when.steps.map(plainStep), ...marks }
  const bare = Object.keys(options).length === 0
  return bare && !off ? { [step]: null } : { [step]: bare ? null : options, ...marks }
}
