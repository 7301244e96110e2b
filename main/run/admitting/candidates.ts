import { Fault } from '../../../contract/fault.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { linkStays } from '../../io/names/link-stays.ts'
import { folderOf } from '../../io/paths.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { Admission } from '../../journal/ledger/admit.ts'
import { companionsOf } from '../../plan/companions.ts'
import { needsContent } from '../../plan/decide.ts'
import { groupKey } from '../../plan/grouping.ts'
import type { BatchContext } from '../batch-context.ts'
import { describeFile } from './describe-file.ts'
import { withoutMeasures } from '../making/early-facts.ts'
import { earlyTargets, withCompanions } from '../targets.ts'

/** A file that was met, with what is known of it and what is to be asked of the journal. */
export interface Candidate {
  entry: WalkEntry
  facts: Facts
  admission: Admission
  /** What follows the stem of the file it travels with; null where it goes by itself, or leads. */
  tail: string | null
  /** The files that travel together, the one that leads first; empty where it goes alone. */
  unit: Candidate[]
}

/** What decides about a file before it has a row. */
export type Deciding = Pick<BatchContext, 'recipe' | 'refuses' | 'course' | 'names' | 'movedTo' | 'startedMs'> & {
  record: Pick<BatchContext['record'], 'outRoot'>
  parts: Pick<BatchContext['parts'], 'stateFolder'>
}

export const nowhere: FileIdentity = { dev: '0', ino: '0', sizeBytes: 0, mtimeNs: '0' }

/** Decides about each file of a chunk: where it goes, with which it travels, or why it ends at once. A file that travels along ends as the one it goes with. */
export function candidatesOf(entries: WalkEntry[], inner: Facts[], batch: Deciding): Candidate[] {
  const facts = entries.map((entry, at) => Object.assign(describeFile(entry, batch), inner[at]))
  const companions = companionsIn(entries, facts, batch)
  const tailsOf = Map.groupBy(
    companions.filter((companion) => companion !== null),
    ({ main }) => main,
  )
  const candidates = entries.map((entry, at): Candidate => {
    const seen = facts[at] ?? {}
    const refusal = batch.refuses(seen)
    const known = withoutMeasures(seen, batch)
    const tails = (tailsOf.get(at) ?? []).map((companion) => companion.tail)
    const tail = companions[at]?.tail ?? null
    return {
      entry,
      facts: known,
      admission: admissionOf({ entry, facts: known, refusal, tails, tail }, batch),
      tail,
      unit: [],
    }
  })
  for (const [at, companion] of companions.entries()) join(candidates[companion?.main ?? -1], candidates[at])
  return candidates
}

function join(main: Candidate | undefined, companion: Candidate | undefined): void {
  if (!main || !companion) return
  if (main.unit.length === 0) main.unit.push(main)
  main.unit.push(companion)
  companion.unit = main.unit
  companion.admission.ended = main.admission.ended
}

/** By folder. One that is not there, or no file, travels with nobody. */
function companionsIn(
  entries: WalkEntry[],
  facts: Facts[],
  { recipe, refuses }: Deciding,
): ({ main: number; tail: string } | null)[] {
  const found = entries.map((): { main: number; tail: string } | null => null)
  if (recipe.companions === 'none') return found
  const folders = Map.groupBy(entries.keys(), (at) => folderOf(entries[at]?.path ?? ''))
  for (const all of folders.values()) {
    const there = all.filter((at) => entries[at]?.identity && !entries[at].fault)
    const names = there.map((at) => ({ name: String(facts[at]?.name), accepted: refuses(facts[at] ?? {}) === null }))
    for (const [n, companion] of companionsOf(names, recipe.companions).entries())
      if (companion) found[there[n] ?? -1] = { main: there[companion.main] ?? -1, tail: companion.tail }
  }
  return found
}

interface Met {
  facts: Facts
  /** Why the recipe does not take it. */
  refusal: Fault | null
  tails: string[]
}

function admissionOf(
  { entry, tail, ...deciding }: Met & { entry: WalkEntry; tail: string | null },
  batch: Deciding,
): Admission {
  const { path: source, identity, fault, wanted, isLink = false } = entry
  if (fault || !identity) {
    const wire = fault ?? new Fault('bug', { subject: source }).toWire()
    return {
      source,
      identity: nowhere,
      targets: [],
      ended: { state: wanted ? ('failed' as const) : ('skipped' as const), fault: wire },
    }
  }
  if (tail !== null) return { source, identity, targets: [], ended: null }
  return { source, identity, ...decide({ source, isLink, ...deciding }, batch) }
}

function decide(
  { source, facts, refusal, tails, isLink }: Met & { source: string; isLink: boolean },
  batch: Deciding,
): Pick<Admission, 'targets' | 'ended'> {
  if (refusal) return { targets: [], ended: { state: 'skipped', fault: refusal.toWire() } }
  try {
    const { gathering } = batch.course
    if (isLink && batch.recipe.originals.act !== 'keep') throw linkStays(source)
    if (facts.size === 0 && needsContent(batch.course, facts)) throw new Fault('file-empty', { subject: source })
    if (!gathering) return { targets: withCompanions(earlyTargets(source, facts, batch), tails, batch), ended: null }
    // A member of a group has no result of its own to name; it has to have what tells its group.
    groupKey(gathering.grouping, { facts, zone: batch.recipe.zone })
    return { targets: [], ended: null }
  } catch (error) {
    return { targets: [], ended: { state: 'failed', fault: Fault.from(error, String(facts.name ?? '')).toWire() } }
  }
}

/** The folder the person named, or the one that holds the file they named. */
export function rootOf({ path, relative }: WalkEntry): string {
  const folder = folderOf(path)
  return relative === '' ? folder : folder.slice(0, folder.length - relative.length - 1)
}
