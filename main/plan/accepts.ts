import { compileCondition, conditionHolds, type Test } from '../../contract/condition.ts'
import type { Facts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import { type Glob, matchesGlob, parseGlob } from '../../contract/glob.ts'
import type { Accept, Condition, Recipe } from '../../contract/recipe.ts'

interface CompiledAccept {
  glob: Glob
  /** `image/*` is about the media type, `*.jpg` about the name. */
  fact: 'type' | 'name'
  tests: Test[]
}

/** Compiled once for all files of a batch. */
const compiled = new WeakMap<Pick<Recipe, 'accepts'>, CompiledAccept[]>()

/** For each pattern that a file matches, the conditions beside it that do not hold, as the recipe has them; none where no pattern matches. */
export function unmetConditions(recipe: Pick<Recipe, 'accepts'>, facts: Facts): Condition[] {
  return recipe.accepts.flatMap((accept) => {
    const { glob, fact } = compile(accept)
    if (!matchesGlob(glob, textOf(fact, facts))) return []
    const unmet = Object.entries(accept.where).filter(
      ([name, text]) => conditionHolds(compileCondition({ [name]: text }), toldBy(facts)) !== true,
    )
    return [Object.fromEntries(unmet)]
  })
}

/**
 * Whether a recipe takes a file: one of its patterns matches and the conditions beside that pattern hold. A recipe without
 * any takes everything. All that can be known beforehand is: what a file cannot tell is empty, and of a size that it has not, nothing is true.
 */
export function accepts(recipe: Pick<Recipe, 'accepts'>, facts: Facts): boolean {
  if (recipe.accepts.length === 0) return true
  let all = compiled.get(recipe)
  if (all === undefined) compiled.set(recipe, (all = recipe.accepts.map(compile)))
  return all.some(
    ({ glob, fact, tests }) => matchesGlob(glob, textOf(fact, facts)) && conditionHolds(tests, toldBy(facts)) === true,
  )
}

/** A camera that is named nowhere is none. */
function toldBy(facts: Facts): Facts {
  return { camera: '', ...facts }
}

/** A kind that is not known has neither half of its name: any type at all is what it is, and no other. */
function textOf(fact: CompiledAccept['fact'], facts: Facts): string {
  return String(facts[fact] ?? '') || (fact === 'type' ? '/' : '')
}

function compile({ match, where }: Accept): CompiledAccept {
  const parsed = parseGlob(match)
  if ('problem' in parsed) throw new Fault('recipe-wrong', { subject: match, why: parsed.problem })
  return { glob: parsed.glob, fact: match.includes('/') ? 'type' : 'name', tests: compileCondition(where) }
}
