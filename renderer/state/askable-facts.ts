import { fileFacts, pictureFacts } from '../../contract/facts.ts'
import type { DraftPath, DraftStep, RecipeDraft } from '../../contract/recipe-draft.ts'
import type { StepDescriptor } from '../../contract/step.ts'

/** Dates are not compared; their age is. */
const neverAsked = new Set(['date', 'modified', 'created', 'batch-date'])

/**
 * What the condition at `path` may ask about: what is known of every file, and what a step before it finds out. Before a file is taken that is what can be
 * told without its being worked on.
 */
export function askableFacts(
  draft: RecipeDraft,
  path: DraftPath,
  descriptors: ReadonlyMap<string, StepDescriptor>,
): ReadonlySet<string> {
  const before = path[0] === 'accepts' ? [] : allSteps(draft).filter((step) => !step.off && isBefore(step.path, path))
  const found = before.flatMap(({ step }) => descriptors.get(step)?.facts ?? []).map(({ name }) => name)
  const ofFiles = [...fileFacts].filter(
    ([name, { when }]) => when === 'early' || pictureFacts.includes(name) || before.length > 0,
  )
  return new Set([...ofFiles.map(([name]) => name), ...found].filter((name) => !neverAsked.has(name)))
}

function allSteps({ steps, outputs }: RecipeDraft): DraftStep[] {
  return [steps, ...outputs.map((output) => output.steps)].flat().flatMap(withInner)
}

function withInner(step: DraftStep): DraftStep[] {
  return [step, ...(step.when?.steps.flatMap(withInner) ?? [])].filter((each) => each.step !== '')
}

/** Steps for all outputs come before those of each, and none of one output before those of another. */
function isBefore(one: DraftPath, other: DraftPath): boolean {
  const at = one.findIndex((part, nth) => part !== other[nth])
  const [a, b] = [one[at], other[at]]
  if (typeof a !== 'number' || typeof b !== 'number') return one[0] === 'steps' && other[0] !== 'steps'
  return a < b && other[at - 1] !== 'outputs'
}
