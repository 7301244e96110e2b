import type { z } from 'zod'
import type { Client } from '../../../contract/client.ts'
import type { CommandInput, CommandName, CommandOutputs, commandInputs } from '../../../contract/command.ts'
import { Fault } from '../../../contract/fault.ts'
import { slugOf } from '../../../contract/slug.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { systemClock } from '../../async/clock.ts'
import { KeyedLock, type LockKeys } from '../../async/keyed-lock.ts'
import type { GrantKeeper } from '../../settings/grants.ts'
import type { Keeper } from './keeper.ts'
import { requireKnownPrograms } from './known-programs.ts'
import { requireRecipePaths } from './recipe-paths.ts'
import { checkedHeld, type Deed, requireBatchPlaces, requireHeldPlaces } from './require-places.ts'
import { requireWatchesAllow, requireWatchPlaces } from './require-watches.ts'

type Input<C extends CommandName> = z.output<(typeof commandInputs)[C]>

interface Held extends Keeper {
  /** Recipes may run programs. */
  allowsPrograms: boolean
}

/** What a command names on disk is replaced by its real path; a fault `not-permitted` where that lies in no grant. */
type Check<C extends CommandName> = (input: Input<C>, keeper: Held) => Promise<Input<C>>

const harmless = async <T>(input: T): Promise<T> => input

/** Every command is here, so that a new one has to say which paths it names. */
const checks: { [C in CommandName]: Check<C> } = {
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

/** A recipe is what it was when it was looked at until what was asked for with it has begun. */
function locksOf(command: CommandName): LockKeys {
  const recipes = ['recipes']
  return readsRecipes.has(command) ? { read: recipes } : changesRecipes.has(command) ? { write: recipes } : {}
}

const readsRecipes: ReadonlySet<CommandName> = new Set(['batch.start', 'watch.add', 'watch.edit'])
const changesRecipes: ReadonlySet<CommandName> = new Set([
  'recipe.save',
  'recipe.rename',
  'recipe.remove',
  'recipe.restore',
  'recipe.import',
])

/** The engine as a face sees it that may use some folders only. `allowsPrograms`: the engine runs programs of recipes. */
export function grantedClient(
  client: Client,
  grants: GrantKeeper,
  { allowsPrograms } = { allowsPrograms: true },
): Client {
  const locks = new KeyedLock({ clock: systemClock })
  return {
    async ask<C extends CommandName>(command: C, input: CommandInput<C>, options: { signal: AbortSignal }) {
      using _ = await locks.lock(locksOf(command), { who: command, ...options })
      if (command === 'place.roots') return { roots: [...grants.all] } as CommandOutputs[C]
      if (command === 'preview.samples') return (await grantedSamples(client, grants, options)) as CommandOutputs[C]
      const checked = await checks[command](input as Input<C>, { grants, client, allowsPrograms, ...options })
      return await client.ask(command, checked as CommandInput<C>, options)
    },
    events: (options) => client.events(options),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

/** A recipe that does something to originals needs leave to write where they are; whatever it makes or moves goes below the output folder. */
async function checkedRun<T extends Input<'batch.start'> | Input<'batch.plan'>>(input: T, keeper: Keeper): Promise<T> {
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

async function checkedBatch<T extends { batch: string }>(input: T, deed: Deed, keeper: Keeper): Promise<T> {
  await requireBatchPlaces(input.batch, deed, keeper)
  return input
}

async function checkedRules(rules: WatchRules, keeper: Keeper): Promise<WatchRules> {
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
async function checkedEdit(input: Input<'watch.edit'>, keeper: Keeper): Promise<Input<'watch.edit'>> {
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  const { recipe, folder, out, held } = await checkedRules({ ...watch.rules, ...known(input.rules) }, keeper)
  return { ...input, rules: { ...input.rules, recipe, folder, out, held } }
}

/** What the command line watches elsewhere is not steered from here. In the app of the person whose files they are, it is. */
async function checkedWatch<T extends { watch: string }>(input: T, keeper: Keeper): Promise<T> {
  if (!keeper.grants.holdsRecipes) return input
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  await checkedRules(watch.rules, keeper)
  return input
}

/** What a recipe is called by now, and by its title where it is a new one. */
async function namesOf(recipe: string | null, text: string, { client, signal }: Keeper): Promise<string[]> {
  const found = (await client.ask('recipe.check', { text }, { signal })).recipe
  return [recipe ?? '', found?.name ?? ''].map(slugOf).filter((name) => name !== '')
}

async function endedWatch(input: Input<'watch.remove'>, keeper: Keeper): Promise<Input<'watch.remove'>> {
  if (!keeper.grants.holdsRecipes) return input
  const { watch } = await keeper.client.ask('watch.get', { watch: input.watch }, { signal: keeper.signal })
  await requireWatchPlaces(watch.rules, 'keep', keeper)
  return input
}

function known(rules: Input<'watch.edit'>['rules']): Partial<WatchRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}

/** Files of runs from elsewhere are none of this face's business. */
async function grantedSamples(client: Client, grants: GrantKeeper, options: { signal: AbortSignal }) {
  const { samples } = await client.ask('preview.samples', {}, options)
  const isOpen = ({ sample }: (typeof samples)[number]) =>
    checkedSample(sample, grants).then(
      () => true,
      () => false,
    )
  const open = await Promise.all(samples.map(isOpen))
  return { samples: samples.filter((_, at) => open[at]) }
}

/** Samples of Millrace have ids that are no paths. */
async function checkedSample(sample: string, grants: GrantKeeper): Promise<string> {
  return sample.startsWith('sample:') ? sample : grants.require(sample, 'read')
}

/** A name goes through as it is; a file has to lie in a grant. */
async function checkedRecipe(recipe: string, { grants }: Keeper): Promise<string> {
  return /[/\\]|\.(ya?ml|json)$/i.test(recipe) ? grants.require(recipe, 'read') : recipe
}
