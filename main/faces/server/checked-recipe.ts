import { slugOf } from '../../../contract/slug.ts'
import type { Keeper } from './keeper.ts'

/** A name goes through as it is; a file has to lie in a grant. */
export async function checkedRecipe(recipe: string, { grants }: Keeper): Promise<string> {
  return /[/\\]|\.(ya?ml|json)$/i.test(recipe) ? grants.require(recipe, 'read') : recipe
}

/** What a recipe is called by now, and by its title where it is a new one. */
export async function namesOf(recipe: string | null, text: string, { client, signal }: Keeper): Promise<string[]> {
  const found = (await client.ask('recipe.check', { text }, { signal })).recipe
  return [recipe ?? '', found?.name ?? ''].map(slugOf).filter((name) => name !== '')
}
