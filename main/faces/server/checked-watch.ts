import { Fault } from '../../../contract/fault.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { checkedRecipe } from './checked-recipe.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import type { Keeper } from './keeper.ts'
import { requireRecipePaths } from './recipe-paths.ts'
import { requireWatchPlaces } from './require-watches.ts'

export async function checkedRules(rules: WatchRules, keeper: Keeper): Promise<WatchRules> {
  const { grants, client, signal } = keeper
  if (rules.followLinks)
    throw new Fault('not-permitted', { subject: rules.folder, why: 'Links in it may lead out of what is open here.' })
  const recipe = await checkedRecipe(rules.recipe, keeper)
  const found = await client.ask('recipe.get', { recipe }, { signal })
  await requireRecipePaths(found.text, keeper)
  const asked = rules.originals ?? found.recipe?.originals
  const folder = await grants.require(rules.folder, (asked?.act ?? 'keep') === 'keep' ? 'read' : 'write')
  return {
    ...rules,
    recipe,
    folder,
    out: await grants.require(rules.out, 'write'),
    held: rules.held || grants.holdsRecipes,
  }
}

/** What is changed is looked at together with what stays. */
export async function checkedEdit(
  input: CheckedInput<'watch.edit'>,
  keeper: Keeper,
): Promise<CheckedInput<'watch.edit'>> {
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  const { recipe, folder, out, held } = await checkedRules({ ...watch.rules, ...known(input.rules) }, keeper)
  return { ...input, rules: { ...input.rules, recipe, folder, out, held } }
}

/** What the command line watches elsewhere is not steered from here. In the app of the person whose files they are, it is. */
export async function checkedWatch<T extends { watch: string }>(input: T, keeper: Keeper): Promise<T> {
  if (!keeper.grants.holdsRecipes) return input
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  await checkedRules(watch.rules, keeper)
  return input
}

export async function endedWatch(
  input: CheckedInput<'watch.remove'>,
  keeper: Keeper,
): Promise<CheckedInput<'watch.remove'>> {
  if (!keeper.grants.holdsRecipes) return input
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  await requireWatchPlaces(watch.rules, 'keep', keeper)
  return input
}

function known(rules: CheckedInput<'watch.edit'>['rules']): Partial<WatchRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}
