import { compileCondition, type Test } from '../../contract/condition.ts'
import { pictureFacts } from '../../contract/facts.ts'
import { parseGlob } from '../../contract/glob.ts'
import type { Accept, Recipe } from '../../contract/recipe.ts'
import { type Course, usesPrograms } from './course.ts'
import type { Descriptors } from './descriptor-of.ts'
import { firstSteps } from './first-steps.ts'

/** Every file has these; what is asked of them picks some kinds of file out. */
const kindFacts = ['name', 'stem', 'ext', 'type', 'kind', 'camera', 'date-source']

/**
 * Whether folders that a program keeps as one thing are left as they are by this recipe: it takes originals away, or lets a program have them in hand,
 * or would pick some kinds of file out of them. One that keeps originals and takes any file walks them like any folder: what it makes is to be complete.
 */
export function leavesPackagesWhole(
  { originals, accepts }: Pick<Recipe, 'originals' | 'accepts'>,
  { course, descriptors }: { course: Course; descriptors: Descriptors },
): boolean {
  if (originals.act !== 'keep' || usesPrograms(course) || picksKinds(accepts)) return true
  return firstSteps(course, descriptors).some((step) => !step.accepts.includes('*/*'))
}

/** Whether only files of certain names or kinds are taken. What some are left out by, such as their size, or an ending they must not have, is no kind. */
export function picksKinds(accepts: readonly Accept[]): boolean {
  return accepts.length > 0 && !accepts.some((accept) => isOfAnyName(accept) && !asksForKinds(accept))
}

function isOfAnyName({ match }: Accept): boolean {
  const parsed = parseGlob(match)
  return 'glob' in parsed && parsed.glob.alternatives.some((each) => /^\*+(?:\/\*+)?$/.test(each))
}

function asksForKinds({ where }: Accept): boolean {
  return compileCondition(where).some(asksForKind)
}

/** Only pictures have a width, so that asking for none asks for a picture too. */
function asksForKind({ fact, negated }: Test): boolean {
  return pictureFacts.includes(fact) || (!negated && kindFacts.includes(fact))
}
