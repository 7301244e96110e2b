import type { Client } from '../../../contract/client.ts'
import type { CheckedInput, CommandInput, CommandName, CommandOutputs } from '../../../contract/command.ts'
import { systemClock } from '../../async/clock.ts'
import { KeyedLock, type LockKeys } from '../../async/keyed-lock.ts'
import type { GrantKeeper } from '../../settings/grants.ts'
import { commandChecks } from './command-checks.ts'
import { grantedSamples } from './granted-samples.ts'

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
      const checked = await commandChecks[command](input as CheckedInput<C>, {
        grants,
        client,
        allowsPrograms,
        ...options,
      })
      return await client.ask(command, checked as CommandInput<C>, options)
    },
    events: (options) => client.events(options),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}
