import type { RecipeUse } from '../../../contract/recipe-commands.ts'
import { slugOf } from '../../../contract/slug.ts'
import type { StepSchemas } from '../../../contract/step-schema.ts'
import { RecipeImport } from '../../library/import-recipe.ts'
import type { Library } from '../../library/library.ts'
import { recipeReadings } from '../../library/recipe-readings.ts'
import type { EngineParts } from '../batch-context.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import type { WatchDesk } from '../watches/watch-desk.ts'
import type { Engine } from '../engine.ts'

interface Rooms {
  parts: EngineParts
  engine: Engine
  library: Library
  schemas: StepSchemas
  watchDesk: Pick<WatchDesk, 'list'>
}

/** Runs looked through for when a recipe was last used. */
const runsMost = 1000

/** Answers about recipes, and all that changes them: of that everybody is told. */
export function recipeAnswers({ parts, engine, library, schemas, watchDesk }: Rooms) {
  const imports = new RecipeImport(library, schemas)
  const { clock } = parts
  const told = async <T>(change: Promise<T>): Promise<T> => {
    const changed = await change
    engine.announcer.tell({ type: 'recipes' })
    return changed
  }
  return {
    ...recipeReadings(library, schemas),
    'recipe.save': (input: CheckedInput<'recipe.save'>) => told(library.keep(input)),
    'recipe.duplicate': async ({ recipe }: CheckedInput<'recipe.duplicate'>) => ({
      recipe: await told(library.duplicate(recipe)),
    }),
    'recipe.rename': async ({ recipe, title }: CheckedInput<'recipe.rename'>) => ({
      recipe: await told(library.rename(recipe, title)),
    }),
    'recipe.remove': async ({ recipe }: CheckedInput<'recipe.remove'>) => ({
      removed: await told(library.remove(recipe, { nowMs: clock.nowMs() })),
    }),
    'recipe.restore': async ({ removed }: CheckedInput<'recipe.restore'>) => ({
      recipe: await told(library.restore(removed)),
    }),
    'recipe.look': (input: CheckedInput<'recipe.look'>) => imports.look(input),
    'recipe.import': async (input: CheckedInput<'recipe.import'>) => ({ recipe: await told(imports.keep(input)) }),
    'recipe.uses': async () => ({ uses: await usesOf({ parts, engine, library, watchDesk }) }),
  }
}

/** Runs name their recipe by the title it had then, watches by its name or its file. */
async function usesOf({ parts, engine, library, watchDesk }: Omit<Rooms, 'schemas'>): Promise<RecipeUse[]> {
  const runs = await parts.journal.call('listBatches', { limit: runsMost, before: null })
  const newest = new Map(runs.toReversed().map((run) => [run.recipeName, run]))
  const watched = await watchDesk.list()
  return (await library.list()).map(({ name, title, path }) => {
    const watches = watched
      .filter(({ rules: { recipe } }) => recipe === path || slugOf(recipe) === name || slugOf(recipe) === slugOf(title))
      .map(({ id, name: called }) => ({ id, title: called }))
    const run = newest.get(title)
    if (!run) return { recipe: name, watches, last: null }
    const { id: batchId, startedMs, counts } = run
    const live = engine.running(batchId) !== undefined
    return { recipe: name, watches, last: { batchId, startedMs, files: counts.total, failed: counts.failed, live } }
  })
}
