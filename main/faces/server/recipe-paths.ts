import type { Client } from '../../../contract/client.ts'
import type { GrantKeeper } from '../../settings/grants.ts'

export interface RecipePaths {
  client: Client
  grants: GrantKeeper
  signal: AbortSignal
}

/** Fault `not-permitted` where a step of a recipe that is on names a file outside the grants, such as a picture for a watermark. */
export async function requireRecipePaths(text: string, { client, grants, signal }: RecipePaths): Promise<void> {
  if (!grants.holdsRecipes) return
  const { requests } = await client.ask('recipe.check', { text }, { signal })
  const paths = requests.filter(({ kind }) => kind === 'path').flatMap(({ words }) => words)
  for (const path of paths) await grants.require(path, 'read')
}
