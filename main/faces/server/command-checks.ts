import type { CheckedInput, CommandName } from '../../../contract/command.ts'
import { checkedRecipe, namesOf } from './checked-recipe.ts'
import { checkedBatch, checkedRun } from './checked-run.ts'
import { checkedEdit, checkedRules, checkedWatch, endedWatch } from './checked-watch.ts'
import { checkedSample } from './granted-samples.ts'
import type { Keeper } from './keeper.ts'
import { requireKnownPrograms } from './known-programs.ts'
import { requireRecipePaths } from './recipe-paths.ts'
import { checkedHeld, requireHeldPlaces } from './require-places.ts'
import { requireWatchesAllow } from './require-watches.ts'

interface Held extends Keeper {
  /** Recipes may run programs. */
  allowsPrograms: boolean
}

/** What a command names on disk is replaced by its real path; a fault `not-permitted` where that lies in no grant. */
type Check<C extends CommandName> = (input: CheckedInput<C>, keeper: Held) => Promise<CheckedInput<C>>

const harmless = async <T>(input: T): Promise<T> => input

/** Every command is here, so that a new one has to say which paths it names. */
export const commandChecks: { [C in CommandName]: Check<C> } = {
  'batch.start': async (input, keeper) => ({
    ...(await checkedRun(input, keeper)),
    held: input.held || keeper.grants.holdsRecipes,
  }),
  'batch.plan': checkedRun,
  'batch.get': harmless,
  'batch.places': harmless,
  'batch.cancel': harmless,
  'batch.pause': harmless,
  'batch.resume': (input, keeper) => checkedBatch(input, 'run', keeper),
  'batch.close': harmless,
  'batch.redirect': async (input, keeper) => {
    const { batch } = await checkedBatch(input, 'run', keeper)
    return { batch, out: await keeper.grants.require(input.out, 'write') }
  },
  // Paths name rows of the batch, and files wherever it has put them.
  'batch.undo': (input, keeper) => checkedBatch(input, 'undo', keeper),
  'batch.list': harmless,
  'batch.report': harmless,
  'batch.verify': harmless,
  'batch.rows': harmless,
  'batch.job': harmless,
  'batch.causes': harmless,
  'batch.retry': (input, keeper) => checkedBatch(input, 'run', keeper),
  'batch.drop': harmless,
  'history.charts': harmless,
  'history.pace': harmless,
  'history.times': harmless,
  'place.roots': harmless,
  'place.list': async (input, { grants }) => ({ ...input, path: await grants.require(input.path, 'read') }),
  'place.makeFolder': async ({ folder, name }, { grants }) => ({ folder: await grants.require(folder, 'write'), name }),
  'vault.list': harmless,
  'vault.restore': async (input, keeper) => {
    await requireHeldPlaces([input.file], keeper)
    return input
  },
  'vault.restoreAll': checkedHeld,
  'vault.empty': checkedHeld,
  'watch.list': harmless,
  'watch.get': harmless,
  'watch.check': async (input, keeper) => ({ ...input, rules: await checkedRules(input.rules, keeper) }),
  'watch.add': async (input, keeper) => ({ ...input, rules: await checkedRules(input.rules, keeper) }),
  'watch.edit': checkedEdit,
  // What ends it asks nothing of its recipe, which may be gone.
  'watch.remove': endedWatch,
  'watch.pause': harmless,
  'watch.resume': checkedWatch,
  'watch.rescan': checkedWatch,
  'watch.close': checkedWatch,
  'watch.keepOpen': harmless,
  'watch.answer': checkedWatch,
  'watch.files': harmless,
  // The path names a file that waits, and is compared only.
  'watch.processAnyway': checkedWatch,
  'watch.startNow': checkedWatch,
  'recipe.list': harmless,
  'recipe.get': async (input, keeper) => ({ ...input, recipe: await checkedRecipe(input.recipe, keeper) }),
  'recipe.check': harmless,
  // A name never leads out of the folder of own recipes.
  'recipe.save': async (input, keeper) => {
    const { recipe, text } = input
    await requireKnownPrograms({ name: recipe ?? 'The new recipe', text, recipe }, keeper)
    await requireWatchesAllow({ names: await namesOf(recipe, text, keeper), text }, keeper)
    return input
  },
  'recipe.duplicate': harmless,
  'recipe.rename': harmless,
  'recipe.remove': async (input, keeper) => {
    await requireWatchesAllow({ names: [input.recipe], text: '' }, keeper)
    return input
  },
  'recipe.restore': harmless,
  'recipe.export': harmless,
  'recipe.look': harmless,
  'recipe.import': async (input, keeper) => {
    const { fileName, text, allow } = input
    await requireKnownPrograms({ name: fileName, text, allow, recipe: null }, keeper)
    await requireWatchesAllow({ names: await namesOf(null, text, keeper), text }, keeper)
    return input
  },
  'recipe.uses': harmless,
  'preview.samples': harmless,
  'preview.make': async (input, keeper) => {
    await requireRecipePaths(input.text, keeper)
    return { ...input, sample: await checkedSample(input.sample, keeper.grants) }
  },
  'preview.tokens': async (input, { grants }) => ({ ...input, sample: await checkedSample(input.sample, grants) }),
  'step.list': harmless,
  // What they change opens no folder.
  'settings.get': harmless,
  'settings.set': harmless,
  'engine.workings': harmless,
}
