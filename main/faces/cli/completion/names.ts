import { escapeName } from '../show/escape-name.ts'
import { instantOf } from '../show/words.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import { attach } from '../open-engine.ts'
import { withReader, withRecipes } from '../with-engine.ts'
import type { World } from '../world.ts'

/** What a script for a shell asks for while a word is being completed. */
export const namesOf = ['recipes', 'steps', 'runs', 'watches'] as const
export type NamesOf = (typeof namesOf)[number]

type Named = [name: string, about: string]

/** Further back nobody looks through a list of what could be meant. */
const mostRuns = 50
/** A person waits for the word. */
const answerMs = 3000

/** A name a line, and after a tab what it is. Watches are those of an engine that runs: to name some, none is started. */
export async function nameLines(of: NamesOf, world: World): Promise<string[]> {
  return (await lists[of](world)).map((named) => named.map(escapeName).join('\t'))
}

const lists: Record<NamesOf, (world: World) => Promise<Named[]>> = {
  recipes: async (world) => {
    const { recipes } = await withRecipes(world, (client, asking) => client.ask('recipe.list', {}, asking))
    return recipes.map(({ name, title }) => [name, title])
  },
  steps: async (world) => {
    const { steps } = await withRecipes(world, (client, asking) => client.ask('step.list', {}, asking))
    return steps.map(({ name, summary }) => [name, summary])
  },
  runs: async (world) => {
    const { batches } = await withReader(world, (client, asking) =>
      client.ask('batch.list', { limit: mostRuns }, asking),
    )
    return batches.map(({ id, recipe, startedMs }) => [id, `${recipe}, ${instantOf(startedMs, world.clock.nowMs())}`])
  },
  watches: async (world) => {
    const signal = AbortSignal.any([world.interrupts.signal, AbortSignal.timeout(answerMs)])
    await using engine = await attach(stateFolderOf(world), signal)
    const { watches } = engine ? await engine.client.ask('watch.list', {}, { signal }) : { watches: [] }
    return watches.map(({ name, rules }) => [name, rules.folder])
  },
}
