import type { BatchPlan } from '../../contract/batch-commands.ts'
import { Fault } from '../../contract/fault.ts'
import { vaultName } from '../../contract/own-names.ts'
import { child, folderOf, nameOf } from '../io/paths.ts'
import { isLongerThan } from '../../contract/names.ts'
import type { Recipe } from '../../contract/recipe.ts'
import type { Move } from '../journal/moves/moves.ts'
import { picksOriginals } from '../../contract/picks-originals.ts'
import { maxNameBytes } from '../plan/held-name.ts'
import type { BatchContext, EngineParts } from './batch-context.ts'
import type { Finished, Job } from './job.ts'

/**
 * Where the vault may be for a file, in the order it is tried: a rename that works is the proof that it is on the same volume
 * (bind mounts lie about that). The last resort is the state folder again, by a copy that is flushed and read back.
 */
export function vaultPlaces(path: string, root: string, batch: Pick<BatchContext, 'parts' | 'record'>): string[] {
  const { parts, record } = batch
  const nearby = [root, folderOf(path)].map((folder) => child(child(folder, vaultName), record.token))
  const state = child(parts.vault, record.token)
  return [...new Set([state, ...nearby]), state]
}

/** A name of its own in the vault that a person can still recognise; `tag` is nobody else's. */
export function vaultPath(place: string, path: string, tag: string): string {
  const name = `${tag}-${nameOf(path)}`
  return child(place, isLongerThan(name, maxNameBytes) ? `${tag}-original` : name)
}

/** A move and, where it may be done by copying, the hash the copy is held against. */
export interface PlannedMove {
  move: Move
  copyIfApart: string | null
}

/** Which vault place is tried, and the tag of the file's name in it. */
export interface VaultTry {
  round: number
  tag: string
}

/** What happens to originals when the results are published; none where they stay as they are. Fault `vault-refused` when every place was tried. */
export function movesOfOriginals(
  { job, leaving }: Finished,
  batch: BatchContext,
  { round, tag }: VaultTry,
): PlannedMove[] {
  const { act } = batch.recipe.originals
  if (act === 'keep') return []
  return leaving.map(({ file, sha256 }, at) => {
    const { source: from, identity } = file
    const move = { from, identity, bytes: identity.sizeBytes, sha256 }
    if (act === 'move')
      return { move: { ...move, kind: 'moved', to: movedPath(job, batch, file.tail) }, copyIfApart: sha256 }
    return intoVault({ ...move, kind: 'original' }, { job: file, batch, round, tag: at === 0 ? tag : `${tag}.${at}` })
  })
}

/** Results of an earlier turn that make way for those of the job, which hold all that is in them. */
export function movesOfRetired({ job }: Finished, batch: BatchContext, { round, tag }: VaultTry): PlannedMove[] {
  return (job.retires ?? []).map(({ path: from, identity, bytes, sha256 }, at) =>
    intoVault({ kind: 'result', from, identity, bytes, sha256 }, { job, batch, round, tag: `${tag}.r${at}` }),
  )
}

/** A move into the vault place of this round. */
export function intoVault(
  move: Omit<Move, 'to'>,
  { job, batch, round, tag }: { job: Job; batch: BatchContext } & VaultTry,
): PlannedMove {
  const places = vaultPlaces(move.from, job.root, batch)
  const place = places[round]
  if (place === undefined)
    throw new Fault('vault-refused', { subject: move.from, why: 'No vault could be made for it.' })
  const to = vaultPath(place, move.from, tag)
  return { move: { ...move, to }, copyIfApart: round === places.length - 1 ? move.sha256 : null }
}

/** What a plan and a snapshot tell of originals that do not stay as they are; nothing where they do. */
export function leavingOriginals({ recipe, parts: { descriptors } }: Leaver): Leaving {
  const { act } = recipe.originals
  if (act === 'keep') return {}
  const picked = picksOriginals(recipe, (step) => descriptors.get(step)?.picks === true)
  return { originals: act, ...(act === 'replace' && { replaces: true }), ...(picked && { picked }) }
}

type Leaving = Pick<BatchPlan, 'originals' | 'replaces' | 'picked'>

interface Leaver {
  recipe: Pick<Recipe, 'originals' | 'steps' | 'outputs'>
  parts: Pick<EngineParts, 'descriptors'>
}

/** Whether a batch has left every original where it was: a recipe need not take them away. What is only given another name is a result, and no move is noted for it. */
export async function haveOriginalsStayed(batch: Pick<BatchContext, 'recipe' | 'parts' | 'record'>): Promise<boolean> {
  return !isMoveOnly(batch) && !(await batch.parts.journal.call('haveOriginalsLeft', batch.record.n))
}

/** No steps, one output and `originals: move`: the file itself gets its new name, no byte is copied. */
export function isMoveOnly({ recipe }: Pick<BatchContext, 'recipe'>): boolean {
  const { originals, steps, outputs } = recipe
  const [first, ...others] = outputs
  return originals.act === 'move' && steps.length === 0 && others.length === 0 && first?.steps.length === 0
}

/** A file that travels along takes the stem of the other. */
function movedPath(job: Job, { course }: BatchContext, tail?: string): string {
  const target = job.targets[course.branches.length]
  if (!target?.name) throw new Fault('bug', { subject: job.source, why: 'It has no place to be moved to.' })
  const { folder, name, extension } = target
  return child(folder, tail === undefined ? name : name.slice(0, name.length - extension.length) + tail)
}
