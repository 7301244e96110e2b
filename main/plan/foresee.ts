import { compileCondition, conditionHolds, type Test } from '../../contract/condition.ts'
import type { Facts } from '../../contract/facts.ts'
import type { RecipeStep } from '../../contract/recipe.ts'
import type { StepCall } from '../../contract/step.ts'
import { descriptorOf, type Descriptors } from './descriptor-of.ts'

/** What is known of the results of a file before they are made. */
export interface Foreseen {
  /** Media type that tells the extension; `same` as the file's where no step changes it, `undecided` where what is in the file decides, or there are several. */
  type: string
  /** Without its dot, where a step tells it by itself; null where the type does. */
  extension: string | null
  /** What comes after that extension, with its dot: `.age` of `photo.jpg.age`. */
  added: string
  /**
   * Their names need what only they tell: there may be several, files out of an archive or parts of the file, or it is the whole that parts are of. Null
   * where there is one, called as what it is made of.
   */
  splits: 'entries' | 'parts' | 'whole' | null
}

/** A step that makes another kind of file of what comes in, or several, where its conditions hold. */
export interface ShapingStep {
  conditions: Test[]
  made: Foreseen
}

/** Those of the steps that decide what results will be, in their order. */
export function shapingSteps(steps: RecipeStep[], descriptors: Descriptors): ShapingStep[] {
  return steps.flatMap((step): ShapingStep[] => {
    if (step.kind === 'step') {
      const made = madeBy(step.call, descriptors)
      return made.type !== 'same' || made.splits !== null ? [{ conditions: [], made }] : []
    }
    const outer = compileCondition(step.condition)
    const inner = shapingSteps(step.steps, descriptors)
    return inner.map(({ conditions, made }) => ({ conditions: [...outer, ...conditions], made }))
  })
}

/** What becomes of a file of which so much is known. */
export function foresee(steps: readonly ShapingStep[], facts: Facts): Foreseen {
  let foreseen: Foreseen = { type: 'same', extension: null, added: '', splits: null }
  for (const { conditions, made } of steps) {
    const holds = conditionHolds(conditions, facts)
    if (holds === false) continue
    const then = after(foreseen, holds || made.type === 'same' ? made : { ...made, ...open })
    foreseen = { ...then, splits: foreseen.splits ?? made.splits }
  }
  return foreseen
}

const open = { type: 'undecided', extension: null, added: '' }

function after(before: Foreseen, made: Foreseen): Foreseen {
  if (made.added !== '') return { ...before, added: before.added + made.added }
  return made.type === 'same' ? before : made
}

function madeBy(call: StepCall, descriptors: Descriptors): Foreseen {
  const { produces, extension, shape, facts } = descriptorOf(call, descriptors)
  const tells = (fact: string): boolean => facts.some(({ name }) => name === fact)
  const parts = tells('entry-stem') ? 'entries' : 'parts'
  const named = extension && 'option' in extension ? call.options[extension.option] : undefined
  return {
    type: typeof produces === 'string' ? produces : typeOf(call.options[produces.option], produces.types),
    extension: typeof named === 'string' ? named : null,
    added: extension && 'added' in extension ? `.${extension.added}` : '',
    splits: shape === 'split' ? parts : tells('whole-stem') ? 'whole' : null,
  }
}

/** An option may name several types, or none: then it is as before. */
function typeOf(option: unknown, types: Record<string, string>): string {
  const [chosen, ...others] = [option].flat() as string[]
  if (chosen === undefined) return 'same'
  return others.length > 0 ? 'undecided' : (types[chosen] ?? 'unknown')
}
