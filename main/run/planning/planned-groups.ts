import type { PlannedFile } from '../../../contract/batch-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import { EntryNames } from '../../plan/entry-names.ts'
import type { Grouping } from '../../plan/grouping.ts'
import { type Candidate, rootOf } from '../admitting/candidates.ts'
import { Groups } from '../groups.ts'
import type { Job } from '../job.ts'
import { sourceOfJob } from '../making/task-sources.ts'
import type { PlannedBatch } from './planned-batch.ts'
import { earlierResults, plannedFile } from './planned-file.ts'
import type { PlannedResults } from './planned-results.ts'
import type { PlanSheet } from './plan-sheet.ts'

interface Where {
  grouping: Grouping
  sheet: PlanSheet
  results: PlannedResults
}

/** The groups a recipe makes of files, closed as in a run; the sheet is told of their members then, with the result they have in common. */
export class PlannedGroups {
  readonly #groups: Groups
  readonly #failed: Grouping['failed']
  readonly #sheet: PlanSheet
  readonly #results: PlannedResults
  readonly #batch: PlannedBatch
  /** Members of groups that are open, as they will be told. */
  readonly #members = new Map<Job, PlannedFile>()

  constructor(batch: PlannedBatch, { grouping, sheet, results }: Where) {
    this.#groups = new Groups(batch, grouping)
    this.#failed = grouping.failed
    this.#sheet = sheet
    this.#results = results
    this.#batch = batch
  }

  /** `earlier`: what still stands of what was made of it before. */
  async add(
    { entry, facts, admission: { source, identity } }: Candidate,
    { file, earlier = null }: { file: PlannedFile; earlier: Earlier | null | undefined },
  ): Promise<void> {
    const seq = this.#members.size
    const begun = { targets: [], before: null, members: [], startedMs: 0, apart: false }
    const job: Job = { seq, source, root: rootOf(entry), identity, facts, earlier, ...begun }
    this.#members.set(job, file)
    for (const members of this.#groups.add(job)) await this.#close(members)
  }

  /** No more files come: the groups that are open are closed. */
  async end(): Promise<void> {
    for (const members of this.#groups.rest()) await this.#close(members)
  }

  async #close(members: Job[]): Promise<void> {
    const [leader] = members
    if (!leader) return
    const refused = this.#refusals(members)
    const stays = members.filter((job) => refused.get(job) === undefined)
    const isWhole = stays.length > 0 && (stays.length === members.length || this.#failed === 'leave-out')
    const note = [...refused.values()].find((each) => each !== undefined) ?? ''
    const outcome = isWhole ? await this.#groupFile(leader, members) : { state: 'fault' as const, targets: [], note }
    for (const job of members) {
      const file = this.#members.get(job)
      if (!file) continue
      const own = refused.get(job)
      if (own !== undefined) Object.assign(file, { state: 'fault', note: own })
      else Object.assign(file, { state: outcome.state, targets: outcome.targets }, job === stays[0] && told(outcome))
      this.#sheet.tell(file, job.identity.sizeBytes)
      this.#members.delete(job)
    }
  }

  /** Why members cannot go into what is packed of them; those of names that are one on some disks as the run finds them, in order of their names. */
  #refusals(members: Job[]): Map<Job, string> {
    const names = new EntryNames(this.#batch.recipe, this.#batch.parts.descriptors)
    const named = members.map((job) => ({ job, path: sourceOfJob(job).name }))
    const refused = new Map<Job, string>()
    for (const { job, path } of named.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const refusal = names.nextRefusal(path)
      if (refusal) refused.set(job, refusal.message)
    }
    return refused
  }

  async #groupFile({ source, earlier, identity }: Job, members: Job[]): Promise<PlannedFile> {
    const file = plannedFile(source)
    if (earlier && (await this.#groups.standsAsBefore(members)))
      return { ...file, state: 'reuse', targets: earlierResults(earlier) }
    try {
      const named = this.#groups.named(members)
      this.#sheet.counts.collisions += await this.#results.name([{ file, ...named, identity, along: [] }])
    } catch (error) {
      Object.assign(file, { state: 'fault', note: Fault.from(error, file.path).message })
    }
    return file
  }
}

/** What is told once for all members of a group. */
function told({ note, taken }: Pick<PlannedFile, 'note' | 'taken'>): Pick<PlannedFile, 'note' | 'taken'> {
  return { note, ...(taken && { taken }) }
}
