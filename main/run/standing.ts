import type { FileIdentity } from '../../contract/job.ts'
import { type IdentityRules, sameIdentity } from '../io/identity.ts'
import type { Earlier, KnownOutput } from '../journal/ledger.ts'
import type { BatchContext } from './batch-context.ts'
import { hashOrNull } from './hash-or-null.ts'

type Standing = Pick<BatchContext, 'parts'> & { traits: IdentityRules }

/** Are all results of an earlier job still where it put them, as it left them? Only then may they be reused. */
export async function stands(earlier: Earlier, batch: Standing): Promise<boolean> {
  const [standing = false] = await allStand([earlier], batch)
  return standing
}

/** As `stands`, for many at once. */
export async function allStand(earlier: Earlier[], batch: Standing): Promise<boolean[]> {
  const standing = await standingOf(earlier, batch)
  return earlier.map((one, at) => isWhole(one, standing[at] ?? []))
}

export function isWhole({ outputs }: Earlier, standing: KnownOutput[]): boolean {
  return outputs.length > 0 && standing.length === outputs.length
}

/** Of each earlier job: those of its results that are where it put them, as it left them. */
export async function standingOf(earlier: Earlier[], batch: Standing): Promise<KnownOutput[][]> {
  const outputs = earlier.flatMap((one) => one.outputs)
  const found = await batch.parts.io.call(
    'look',
    outputs.map(({ path }) => path),
  )
  const same = (await Promise.all(outputs.map((output, at) => isAsLeft(output, found[at] ?? null, batch)))).values()
  return earlier.map((one) => one.outputs.filter(() => same.next().value === true))
}

/** FAT writes a file's time when it gets to it, and its inode numbers do not last: there the content has the last word. */
async function isAsLeft(
  output: KnownOutput,
  found: FileIdentity | null,
  { parts, traits }: Standing,
): Promise<boolean> {
  if (!found) return false
  if (sameIdentity(found, output.identity, traits)) return true
  if (traits.stableInodes || found.sizeBytes !== output.identity.sizeBytes) return false
  return (await hashOrNull(parts.io, output.path)) === output.sha256
}
