import { type KnownFacts, pictureFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { Folding } from '../../contract/names.ts'
import type { Recipe } from '../../contract/recipe.ts'
import { branchNames } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import { isMoveOnly } from './originals.ts'

/** Templates of every branch and of the place originals are moved to. A recipe that only moves has one place: that. */
export function namesOf(recipe: Recipe, known: KnownFacts): Pick<BatchContext, 'names' | 'movedTo'> {
  const facts = hasSteps(recipe) ? known : ofFilesAsTheyAre(known)
  const [first] = recipe.outputs
  if (!first) throw new Fault('recipe-wrong', { subject: recipe.name, why: 'It has no output.' })
  const { originals } = recipe
  const folder = originals.act === 'move' ? originals.folder : first.folder
  const onlyMoves = isMoveOnly({ recipe })
  const branches = onlyMoves ? [{ ...first, folder }] : recipe.outputs
  return {
    names: branches.map((branch) => branchNames(branch, facts)),
    movedTo: branchNames({ ...first, folder, name: onlyMoves ? first.name : '{stem}' }, facts),
  }
}

function hasSteps({ steps, outputs }: Recipe): boolean {
  return [{ steps }, ...outputs].some((each) => each.steps.length > 0)
}

/** Where nothing is made of a file, what a result would tell of a picture has to come from the file, which is looked into before it is taken. */
function ofFilesAsTheyAre(known: KnownFacts): KnownFacts {
  const early = pictureFacts.map((name) => [name, { kind: known.get(name)?.kind ?? 'any', when: 'early' }] as const)
  return new Map([...known, ...early])
}

/** How names of results are told apart: where they are to be for every system, as on the strictest. */
export function foldingOf<T extends Folding>({ portable }: Pick<Recipe, 'portable'>, traits: T): T {
  return portable ? { ...traits, foldsCase: true, normalises: true } : traits
}
