import type { ConflictMode } from '../../../../contract/recipe.ts'
import { absolutePath, recipeArgument } from '../arguments.ts'
import { carryBatch } from '../carry-batch.ts'
import type { Verb } from '../command-spec.ts'
import { type FollowOptions, followSettings } from '../follow-settings.ts'

interface RunOptions extends FollowOptions {
  recipe: string
  out: string
  conflict?: ConflictMode
  again?: true
}

export const run: Verb = async ({ world, words, options }) => {
  const { recipe, out, conflict, again, ...following } = options as unknown as RunOptions
  using settings = await followSettings(world, following)
  const input = {
    recipe: recipeArgument(recipe, world.cwd),
    sources: words.map((path) => absolutePath(path, world.cwd)),
    out: absolutePath(out, world.cwd),
    waitMs: settings.waitMs,
    again: again ?? false,
    ...(conflict ? { conflict } : {}),
  }
  return await carryBatch(world, {
    ...settings,
    recipe: input.recipe,
    begin: async (client, { signal }) => (await client.ask('batch.start', input, { signal })).batch,
  })
}
