import { largest } from '../../contract/largest.ts'
import type { Facts } from '../../contract/facts.ts'
import type { BatchSnapshot } from '../../contract/event.ts'
import type { Fault } from '../../contract/fault.ts'
import { type IdentityRules, isTouched, sameIdentity } from '../io/looking/identity.ts'
import { folderOf, nameOf } from '../io/paths.ts'
import type { Target } from '../journal/ledger/admit.ts'
import { type Grouping, groupKey } from '../plan/grouping.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'
import type { JobEnding } from './recording/persist.ts'
import { isSent } from './arriving/sent-folders.ts'
import { allStand } from './standing.ts'
import { earlyTargets } from './targets.ts'

/** What groups are told apart and named by. */
type Gathered = Pick<BatchContext, 'parts' | 'recipe' | 'course' | 'names' | 'movedTo' | 'startedMs'> & {
  record: Pick<BatchContext['record'], 'outRoot'>
  traits: IdentityRules
}

/** How a group came to nothing. */
type Stopped = Extract<JobEnding, { fault: Fault }>

interface Group {
  members: Job[]
  bytes: number
}

/** Gathers admitted files into groups: by folder, by a key or all together, closed by count, by bytes, or when no more files come. */
export class Groups {
  readonly #batch: Gathered
  readonly #grouping: Grouping
  readonly #open = new Map<string, Group>()
  /** When those that are open are closed if nothing more comes, epoch milliseconds; null while nobody says so. Said by whoever feeds the batch. */
  closesMs: number | null = null

  constructor(batch: Gathered, grouping: Grouping) {
    this.#batch = batch
    this.#grouping = grouping
  }

  /** Takes a member in; answers with the groups that are closed by it. */
  add(job: Job): Job[][] {
    const folder = this.#grouping.group === 'folder' ? `${job.root}\0${job.facts.path}` : ''
    const key = `${folder}\0${keyOf(job, this.#batch, this.#grouping)}`
    const closed: Job[][] = []
    let group = this.#open.get(key)
    if (group && group.bytes + job.identity.sizeBytes > this.#grouping.mostBytes) {
      closed.push(group.members)
      group = undefined
    }
    group ??= { members: [], bytes: 0 }
    group.members.push(job)
    group.bytes += job.identity.sizeBytes
    this.#open.set(key, group)
    if (group.members.length >= this.#grouping.most) {
      closed.push(group.members)
      this.#open.delete(key)
    }
    return closed
  }

  /** As faces are told; undefined while none is open. */
  told(): BatchSnapshot['gathering'] {
    const files = [...this.#open.values()].reduce((sum, { members }) => sum + members.length, 0)
    return files === 0 ? undefined : { groups: this.#open.size, files, closesMs: this.closesMs }
  }

  /** What is open when the last file has come, in the order the groups were begun. */
  rest(): Job[][] {
    const groups = [...this.#open.values()].map(({ members }) => members)
    this.#open.clear()
    return groups
  }

  /** What is known of a closed group, and where its results go. Faults: those of naming. */
  named(members: Job[]): { facts: Facts; targets: Target[] } {
    const facts = groupFacts(members, this.#batch, this.#grouping)
    return { facts, targets: earlyTargets(members[0]?.source ?? '', facts, this.#batch) }
  }

  /**
   * Of a group that came to nothing for one member's sake: that member, and the job of the others under the same name; null where all of them share its
   * end. One that whoever watches has taken away again never lets the others fail: nobody asked for that very file.
   */
  leaveOut(job: Job, { state, fault }: Stopped): { out: Job; rest: Job } | null {
    const isTakenAway = state === 'skipped' && fault.code === 'file-missing'
    if (!isTakenAway && (state === 'skipped' || this.#grouping.failed === 'fail')) return null
    const { subject } = fault
    const out = job.members.find(({ source }) => source === subject || source.toWellFormed() === subject)
    const members = job.members.filter((member) => member !== out)
    const [leader] = members
    if (!out || !leader) return null
    const { facts, targets, startedMs } = job
    return { out: { ...out, members: [], targets: [] }, rest: { ...leader, facts, targets, startedMs, members } }
  }

  /** Whether an earlier group had just these members, in the state they are in, and its results still stand. */
  async standsAsBefore(members: Job[]): Promise<boolean> {
    const [first] = members
    const group = first?.earlier
    if (!first || !group || group.members !== members.length) return false
    const same = members.every(
      ({ earlier, identity }) =>
        earlier?.batch === group.batch &&
        earlier.leader === group.leader &&
        sameIdentity(identity, earlier.identity, this.#batch.traits) &&
        !isTouched(identity, earlier.identity, this.#batch.traits),
    )
    return same && (await allStand([group], this.#batch)).every(Boolean)
  }
}

function keyOf({ facts }: Job, { recipe }: Gathered, grouping: Grouping): string {
  return groupKey(grouping, { facts, zone: recipe.zone })
}

/** A group is named after its key, its folder, or what the person chose. */
function groupFacts(members: Job[], batch: Gathered, grouping: Grouping): Facts {
  const { startedMs, recipe } = batch
  const [first] = members
  const path = grouping.group === 'folder' ? String(first?.facts.path ?? '') : ''
  const folders = foldersOf(members, path, batch)
  const place = folders.at(-1) ?? recipe.name
  const key = first && grouping.key ? keyOf(first, batch, grouping) : ''
  const stem = key === '' ? place : key.replaceAll('/', ' ')
  const modified = largest(members.map(({ facts }) => Number(facts.modified ?? 0)))
  const size = members.reduce((sum, { identity }) => sum + identity.sizeBytes, 0)
  return {
    stem,
    name: stem,
    ext: '',
    path: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    parent: folders.at(-2) ?? '',
    type: '',
    kind: 'Other',
    size,
    modified,
    date: modified,
    age: Math.max(0, startedMs - modified),
    'batch-date': startedMs,
  }
}

/** The names of the folders a group lies in, as far as a person knows them. What was sent is in a folder of its own, which nobody knows: there the one that was sent counts, if it is one. */
function foldersOf(members: Job[], path: string, { parts }: Gathered): string[] {
  const [first] = members
  const inner = path.split('/').filter(Boolean)
  if (!first || members.some(({ root }) => root !== first.root)) return inner
  if (!isSent(first.root, parts)) return [nameOf(folderOf(first.root)), nameOf(first.root), ...inner]
  const [top, ...others] = new Set(members.map(({ facts }) => String(facts.path ?? '').split('/')[0] ?? ''))
  return inner.length === 0 && top && others.length === 0 ? [top] : inner
}
