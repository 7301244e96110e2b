import type { KnownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { Folding } from '../../contract/names.ts'
import type { Recipe } from '../../contract/recipe.ts'
import { branchNames } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import { isMoveOnly } from './originals.ts'

/** Templates of every branch and of the place originals are moved to. A recipe that only moves has one place: that. */
export function namesOf(recipe: Recipe, facts: KnownFacts): Pick<BatchContext, 'names' | 'movedTo'> {
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

/** How names of results are told apart: where they are to be for every system, as on the strictest. */
export function foldingOf<T extends Folding>({ portable }: Pick<Recipe, 'portable'>, traits: T): T {
  return portable ? { ...traits, foldsCase: true, normalises: true } : traits
}
