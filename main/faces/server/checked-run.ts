import { checkedRecipe } from './checked-recipe.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import type { Keeper } from './keeper.ts'
import { requireRecipePaths } from './recipe-paths.ts'
import { type Deed, requireBatchPlaces } from './require-places.ts'

/** A recipe that does something to originals needs leave to write where they are; whatever it makes or moves goes below the output folder. */
export async function checkedRun<T extends CheckedInput<'batch.start'> | CheckedInput<'batch.plan'>>(
  input: T,
  keeper: Keeper,
): Promise<T> {
  const { grants, client, signal } = keeper
  const recipe = await checkedRecipe(input.recipe, keeper)
  const found = await client.ask('recipe.get', { recipe }, { signal })
  await requireRecipePaths(found.text, keeper)
  const originals = found.recipe?.originals ?? { act: 'keep' }
  const access = originals.act === 'keep' ? 'read' : 'write'
  const sources = await Promise.all(input.sources.map((path) => grants.require(path, access)))
  const out = await grants.require(input.out, 'write')
  return { ...input, recipe, sources, out }
}

export async function checkedBatch<T extends { batch: string }>(input: T, deed: Deed, keeper: Keeper): Promise<T> {
  await requireBatchPlaces(input.batch, deed, keeper)
  return input
}
