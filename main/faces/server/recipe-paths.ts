import type { Keeper } from './keeper.ts'

/** Fault `not-permitted` where a step of a recipe that is on names a file outside the grants, such as a picture for a watermark. */
export async function requireRecipePaths(text: string, { client, grants, signal }: Keeper): Promise<void> {
  if (!grants.holdsRecipes) return
  const { requests } = await client.ask('recipe.check', { text }, { signal })
  const paths = requests.filter(({ kind }) => kind === 'path').flatMap(({ words }) => words)
  for (const path of paths) await grants.require(path, 'read')
}
