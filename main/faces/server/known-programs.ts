import { Fault } from '../../../contract/fault.ts'
import type { Keeper } from './keeper.ts'

type KnownPrograms = Omit<Keeper, 'grants'> & { allowsPrograms: boolean }

interface KeptText {
  /** For the fault. */
  name: string
  text: string
  /** The own recipe whose text it replaces; null where it replaces none. */
  recipe: string | null
  /** Ids of the requests that are on; left out: all are. */
  allow?: readonly string[]
}

/**
 * Fault `programs-off` where a recipe that is to be kept runs a program which the one it replaces does not: though it would not run here, it would as soon
 * as the person whose folders these are uses it elsewhere.
 */
export async function requireKnownPrograms(
  { name, text, recipe, allow }: KeptText,
  keeper: KnownPrograms,
): Promise<void> {
  if (keeper.allowsPrograms) return
  const asked = (await programsIn(text, keeper)).filter((id) => allow?.includes(id) ?? true)
  if (asked.length === 0) return
  const { client, signal } = keeper
  const before = recipe === null ? '' : (await client.ask('recipe.get', { recipe }, { signal })).text
  const known = await programsIn(before, keeper)
  if (asked.some((id) => !known.includes(id))) throw new Fault('programs-off', { subject: name })
}

async function programsIn(text: string, { client, signal }: KnownPrograms): Promise<string[]> {
  const { requests } = await client.ask('recipe.check', { text }, { signal })
  return requests.filter(({ kind }) => kind === 'program').map(({ id }) => id)
}
