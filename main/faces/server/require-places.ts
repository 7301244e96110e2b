import type { Keeper } from './keeper.ts'

/** What is to be done with a batch: taken back, or gone on with. */
export type Deed = 'undo' | 'run'

/**
 * Fault `not-permitted` where a batch reads or writes outside the grants, as one begun on the command line may. Not in the app of the person whose
 * files they are: what was done to them there is taken back there.
 */
export async function requireBatchPlaces(batch: string, deed: Deed, { grants, client, signal }: Keeper): Promise<void> {
  if (!grants.holdsRecipes) return
  const { outs, sources, touches } = await client.ask('batch.places', { batch }, { signal })
  for (const out of outs) await grants.require(out, 'write')
  // Taking back what left originals alone does not come near them.
  if (deed === 'undo' && !touches) return
  for (const source of sources) await grants.require(source, touches ? 'write' : 'read')
}

const pageMost = 1_000

/** Fault `not-permitted` where one of these files of the vault comes from outside the grants; for the person's own app as above. */
export async function requireHeldPlaces(files: readonly number[], { grants, client, signal }: Keeper): Promise<void> {
  if (!grants.holdsRecipes) return
  const wanted = new Set(files)
  const last = Math.max(...files)
  for (let after = Math.min(...files) - 1; after < last; ) {
    const page = await client.ask('vault.list', { after, limit: pageMost }, { signal })
    for (const { n, from } of page.files) if (wanted.has(n)) await grants.require(from, 'write')
    after = page.files.at(-1)?.n ?? last
  }
}

/** What is asked for files of the vault, once their places are in grants. */
export async function checkedHeld<T extends { files: number[] }>(input: T, keeper: Keeper): Promise<T> {
  await requireHeldPlaces(input.files, keeper)
  return input
}
