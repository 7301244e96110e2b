import { compileCondition, conditionHolds, type Test } from '../../contract/condition.ts'
import type { Facts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import { type Glob, matchesGlob, parseGlob } from '../../contract/glob.ts'
import type { Accept, Recipe } from '../../contract/recipe.ts'

interface CompiledAccept {
  glob: Glob
  /** `image/*` is about the media type, `*.jpg` about the name. */
  fact: 'type' | 'name'
  tests: Test[]
}

/** Compiled once for all files of a batch. */
const compiled = new WeakMap<Pick<Recipe, 'accepts'>, CompiledAccept[]>()

/**
 * Whether a recipe takes a file: one of its patterns matches and the conditions beside that pattern hold. A recipe without
 * any takes everything. A condition on what is not known yet counts as met; the step that reads the file has the last word.
 */
export function accepts(recipe: Pick<Recipe, 'accepts'>, facts: Facts): boolean {
  if (recipe.accepts.length === 0) return true
  let all = compiled.get(recipe)
  if (all === undefined) compiled.set(recipe, (all = recipe.accepts.map(compile)))
  return all.some(
    ({ glob, fact, tests }) => matchesGlob(glob, String(facts[fact] ?? '')) && conditionHolds(tests, facts) !== false,
  )
}

function compile({ match, where }: Accept): CompiledAccept {
  const parsed = parseGlob(match)
  if ('problem' in parsed) throw new Fault('recipe-wrong', { subject: match, why: parsed.problem })
  return { glob: parsed.glob, fact: match.includes('/') ? 'type' : 'name', tests: compileCondition(where) }
}
