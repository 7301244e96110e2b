import { slugOf } from '../../../contract/slug.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Keeper } from './keeper.ts'
import { requireRecipePaths } from './recipe-paths.ts'

/**
 * A recipe that is to be changed is held as if the folders that are watched with it were begun to be watched with it now: fault `not-permitted` where that
 * would not be allowed. `names`: what it is called by, before and after.
 */
export async function requireWatchesAllow(
  { names, text }: { names: readonly string[]; text: string },
  keeper: Keeper,
): Promise<void> {
  const { grants, client, signal } = keeper
  if (!grants.holdsRecipes) return
  const { watches } = await client.ask('watch.list', {}, { signal })
  const users = watches.filter(({ rules }) => names.some((name) => isCalled(name, rules.recipe)))
  if (users.length === 0) return
  await requireRecipePaths(text, keeper)
  const { recipe } = await client.ask('recipe.check', { text }, { signal })
  for (const { rules } of users) await requireWatchPlaces(rules, recipe?.originals.act ?? 'keep', keeper)
}

/** Fault `not-permitted` where a watch reads, writes or touches originals outside the grants. `act`: what its recipe does with those. */
export async function requireWatchPlaces(rules: WatchRules, act: string, { grants }: Keeper): Promise<void> {
  await grants.require(rules.folder, (rules.originals?.act ?? act) === 'keep' ? 'read' : 'write')
  await grants.require(rules.out, 'write')
}

/** Recipes are named, or by the path of their file. */
function isCalled(name: string, recipe: string): boolean {
  return slugOf(recipe) === name || /^(.*[/\\])?(.*?)(\.millrace)?\.(ya?ml|json)$/i.exec(recipe)?.[2] === name
}
