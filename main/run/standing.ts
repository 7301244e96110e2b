import type { FileIdentity } from '../../contract/job.ts'
import { type IdentityRules, isTouched, sameIdentity } from '../io/looking/identity.ts'
import type { Earlier, KnownOutput } from '../journal/ledger/ledger.ts'
import type { BatchContext } from './batch-context.ts'
import type { ReadResult } from '../journal/ledger/note-read.ts'
import { contentOrNull } from './hash-or-null.ts'
import { inGroups } from './in-groups.ts'

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

/** Whether what still stands is all of it; what made nothing is never whole. */
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
  const asLefts = await Promise.all(outputs.map((output, at) => asLeft(output, found[at] ?? null, batch)))
  const verdicts = inGroups(
    asLefts,
    earlier.map((one) => one.outputs),
  )
  const read: ReadResult[] = []
  const standing = earlier.map(({ batch: n, leader, outputs: all }, at) =>
    all.filter(({ folder, name }, nth) => {
      const verdict = verdicts[at]?.[nth] ?? null
      if (verdict?.ctime) read.push({ batch: n, seq: leader, folder, name, ctime: verdict.ctime })
      return verdict !== null
    }),
  )
  if (read.length > 0) await batch.parts.journal.call('noteRead', read)
  return standing
}

/** `ctime`: its content had to be read, and with this change time it is proved. */
interface AsLeft {
  ctime?: string | undefined
}

/**
 * Null for one that is not. Where something was done to it since, though its time is the same, its content has the last word; as on FAT, which writes a
 * file's time when it gets to it, and whose inode numbers do not last.
 */
async function asLeft(
  { path, identity, ctime, sha256 }: KnownOutput,
  found: FileIdentity | null,
  { parts, traits }: Standing,
): Promise<AsLeft | null> {
  if (!found) return null
  const isSame = sameIdentity(found, identity, traits)
  const noted = ctime === '' || sha256 === '' ? {} : { ctimeNs: ctime }
  if (isSame && !isTouched(found, { ...identity, ...noted }, traits)) return {}
  if (!isSame && (traits.stableInodes || found.sizeBytes !== identity.sizeBytes)) return null
  return (await contentOrNull(parts.io, path)) === sha256 ? { ctime: isSame ? found.ctimeNs : undefined } : null
}
