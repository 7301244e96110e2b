import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'

/**
 * The id of the watch a person means: an id, or a name as `watch list` shows it, where one that is kept goes before one that a command has begun.
 * What is neither is left to the engine to name. @throws Fault `watch-unknown` for a name that several have
 */
export async function watchNamed(client: Client, word: string, asking: { signal: AbortSignal }): Promise<string> {
  const { watches } = await client.ask('watch.list', {}, asking)
  if (watches.some(({ id }) => id === word)) return word
  const named = watches.filter(({ name }) => name === word)
  const kept = named.filter((watch) => watch.kept)
  const ids = (kept.length > 0 ? kept : named).map(({ id }) => id)
  if (ids.length <= 1) return ids[0] ?? word
  throw new Fault('watch-unknown', { subject: word, why: `Several have this name: use an id, ${ids.join(' or ')}.` })
}
