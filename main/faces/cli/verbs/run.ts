import type { ConflictMode } from '../../../../contract/recipe.ts'
import { absolutePath, recipeArgument } from '../arguments.ts'
import { carryBatch } from '../carry-batch.ts'
import type { Verb } from '../command-spec.ts'
import { type FollowOptions, followSettings } from '../follow-settings.ts'
import { requireApart } from '../report/report-apart.ts'
import { type SourceOptions, sourcesOf } from '../source-words.ts'

interface RunOptions extends FollowOptions, SourceOptions {
  recipe: string
  out: string
  conflict?: ConflictMode
  again?: true
}

export const run: Verb = async ({ world, words, options }) => {
  const { recipe, out, conflict, again, ...following } = options as unknown as RunOptions
  const places = { sources: await sourcesOf(world, words, options), out: absolutePath(out, world.cwd) }
  requireApart(following.report, places, world.cwd)
  using settings = await followSettings(world, following)
  const input = {
    recipe: recipeArgument(recipe, world.cwd),
    ...places,
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
