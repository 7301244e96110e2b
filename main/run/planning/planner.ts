import type { PlannedFile } from '../../../contract/batch-commands.ts'
import { knownFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import { planCourse } from '../../plan/course.ts'
import type { EngineParts } from '../batch-context.ts'
import { type Candidate, candidatesOf, rootOf } from '../admitting/candidates.ts'
import { endInPlace } from '../admitting/end-in-place.ts'
import { inspectFiles, kindsInside, needsInspection } from '../making/early-facts.ts'
import { Groups } from '../groups.ts'
import type { Job } from '../job.ts'
import { sortKnown, withResults } from '../admitting/known-files.ts'
import type { FoundRecipe } from '../open-batch.ts'
import { namesOf } from '../recipe-names.ts'
import { refusalOf } from '../refusal.ts'
import { SourceFolders } from '../admitting/source-folders.ts'
import type { PlanSheet } from './plan-sheet.ts'
import { foreignKinds } from './foreign-kinds.ts'
import { packNameRefusal } from './pack-names.ts'
import { PlannedResults } from './planned-results.ts'

export interface PlanRequest {
  recipe: FoundRecipe
  sources: string[]
  out: string
  conflict: ConflictMode | undefined
  /** Make results again although the ledger has them. */
  again: boolean
  signal: AbortSignal
}

/** The target volume is not probed, since planning writes nothing: its files are told apart as on most disks. */
export const usualTraits = { stableInodes: true, mtimeStepNs: 1 }

/** Decides about files as a run would when it admits them, and tells the sheet. */
export class Planner {
  readonly #parts: EngineParts
  readonly #request: PlanRequest
  readonly #sheet: PlanSheet
  readonly #batch
  readonly #results: PlannedResults
  readonly #groups: Groups | null
  readonly #failed
  readonly #packRefusal
  /** Members of groups that are open, as they will be told. */
  readonly #members = new Map<Job, PlannedFile>()
  #counter = 0

  constructor(parts: EngineParts, { request, sheet }: { request: PlanRequest; sheet: PlanSheet }) {
    this.#parts = parts
    this.#request = request
    this.#sheet = sheet
    this.#batch = planned(parts, request)
    const { sources, out } = request
    const folders = new SourceFolders(parts.io, { sources, leaveOut: [out] })
    this.#results = new PlannedResults(parts.io, this.#batch, folders)
    const { gathering } = this.#batch.course
    this.#failed = gathering?.grouping.failed ?? 'fail'
    this.#packRefusal = packNameRefusal(this.#batch.recipe, parts.descriptors)
    this.#groups = gathering && new Groups(this.#batch, gathering.grouping)
  }

  /** The next files of the walk. Members of groups are told when those are closed. */
  async add(entries: WalkEntry[]): Promise<void> {
    const candidates = await this.#candidates(entries)
    const { served, earlier } = await this.#known(candidates)
    const files = candidates.map((candidate) => fileOf(candidate, served.get(candidate)))
    await this.#noteForeign(files, candidates)
    await this.#noteStaying(files, candidates)
    const byCandidate = new Map(candidates.map((candidate, at) => [candidate, files[at]]))
    const running = candidates.flatMap((candidate, at) => {
      const { facts, admission, tail, unit } = candidate
      const file = files[at]
      if (this.#groups || file?.state !== 'run' || tail !== null) return []
      const along = unit.slice(1).flatMap((each) => {
        const travelling = byCandidate.get(each)
        const { sizeBytes } = each.admission.identity
        return travelling ? [{ file: travelling, tail: each.tail ?? '', sizeBytes }] : []
      })
      return [{ file, facts, targets: admission.targets, identity: admission.identity, along }]
    })
    this.#results.keep(
      candidates.flatMap(({ entry, admission: { ended } }) => (ended?.fault.code === 'in-place' ? [entry.path] : [])),
    )
    this.#sheet.counts.collisions += await this.#results.name(running)
    for (const [at, candidate] of candidates.entries()) {
      const file = files[at]
      if (!file) continue
      if (this.#groups && file.state === 'run') await this.#gather(candidate, { file, earlier: earlier.get(candidate) })
      else this.#sheet.tell(file, candidate.admission.identity.sizeBytes)
    }
  }

  /** No more files come: the groups that are open are closed. */
  async end(): Promise<void> {
    for (const members of this.#groups?.rest() ?? []) await this.#close(members)
  }

  /** A run finds out of what kind a file is by what is in it: here its name has to do where that tells. */
  async #noteForeign(files: PlannedFile[], candidates: Candidate[]): Promise<void> {
    const { course, parts } = this.#batch
    const running = candidates.flatMap(({ entry: { path }, facts, tail }, at) =>
      files[at]?.state === 'run' && tail === null ? [{ path, facts, at }] : [],
    )
    const look = (paths: string[]) => kindsInside(paths, this.#parts, this.#request.signal)
    const why = await foreignKinds(running, { course, descriptors: parts.descriptors, look })
    this.#noteFaults(files, { why, at: running.map(({ at }) => at) })
  }

  #noteFaults(files: PlannedFile[], { why, at }: { why: ({ message: string } | null)[]; at: number[] }): void {
    for (const [n, fault] of why.entries()) {
      const file = files[at[n] ?? -1]
      if (fault && file) Object.assign(file, { state: 'fault', note: fault.message })
    }
  }

  /** Where originals are to leave, those that could not. */
  async #noteStaying(files: PlannedFile[], candidates: Candidate[]): Promise<void> {
    if (this.#batch.recipe.originals.act === 'keep') return
    const leaving = candidates.flatMap(({ entry: { path } }, at) => (files[at]?.state === 'run' ? [{ path, at }] : []))
    const why = await this.#parts.io.call(
      'whyStaying',
      leaving.map(({ path }) => path),
    )
    this.#noteFaults(files, { why, at: leaving.map(({ at }) => at) })
  }

  async #candidates(entries: WalkEntry[]): Promise<Candidate[]> {
    const inspects = needsInspection(this.#batch)
    const inner = inspects ? await inspectFiles(entries, this.#batch, this.#request.signal) : []
    const facts = entries.map((_, at) => ({ counter: ++this.#counter, ...inner[at] }))
    const candidates = candidatesOf(entries, facts, this.#batch)
    await endInPlace(candidates, this.#batch)
    return candidates
  }

  /** `served`: files that need not be made again. `earlier`: what still stands of those that may; of a member it is known when its group closes. */
  async #known(candidates: Candidate[]) {
    const { again, out } = this.#request
    const { fingerprint: recipeFingerprint } = this.#batch.recipe
    const files = again ? [] : candidates.map(({ admission: { source, identity } }) => ({ source, identity }))
    const recalled = await this.#parts.journal.call('recall', { recipeFingerprint, outRoot: out, files })
    const known = candidates.flatMap((candidate, at) => (recalled[at] ? [{ candidate, ...recalled[at] }] : []))
    const met = await withResults(known, this.#batch)
    const { serving, standing } = await sortKnown(met, this.#batch, { again })
    const byCandidate = (all: Iterable<{ candidate: Candidate; earlier: Earlier }>) =>
      new Map([...all].map(({ candidate, earlier }) => [candidate, earlier]))
    return { served: byCandidate(serving), earlier: byCandidate(standing) }
  }

  async #gather(
    { entry, facts, admission: { source, identity } }: Candidate,
    { file, earlier = null }: { file: PlannedFile; earlier: Earlier | null | undefined },
  ): Promise<void> {
    const seq = this.#members.size
    const begun = { targets: [], before: null, members: [], startedMs: 0, apart: false }
    const job: Job = { seq, source, root: rootOf(entry), identity, facts, earlier, ...begun }
    this.#members.set(job, file)
    for (const members of this.#groups?.add(job) ?? []) await this.#close(members)
  }

  /** All members of a group are told with the result they have in common. */
  async #close(members: Job[]): Promise<void> {
    const [leader] = members
    if (!leader) return
    const refused = new Map(members.map((job) => [job, this.#packRefusal(job.facts)?.message]))
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

  async #groupFile({ source, earlier, identity }: Job, members: Job[]): Promise<PlannedFile> {
    const file: PlannedFile = { path: source.toWellFormed(), targets: [], note: '', state: 'run' }
    if (earlier && (await this.#groups?.standsAsBefore(members)))
      return { ...file, state: 'reuse', targets: resultsOf(earlier) }
    try {
      const named = this.#groups?.named(members)
      this.#sheet.counts.collisions += await this.#results.name(named ? [{ file, ...named, identity, along: [] }] : [])
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

/** What a batch would share, without its volume, its row and its places. */
function planned(parts: EngineParts, { recipe: { recipe }, out, conflict }: PlanRequest) {
  return {
    parts,
    recipe,
    course: planCourse(recipe, parts.descriptors),
    ...namesOf(recipe, knownFacts(parts.descriptors.values())),
    record: { outRoot: out },
    refuses: refusalOf(recipe),
    conflict: conflict ?? recipe.conflict,
    startedMs: parts.clock.nowMs(),
    traits: usualTraits,
  }
}

function fileOf({ entry, admission: { ended } }: Candidate, earlier: Earlier | undefined): PlannedFile {
  const file: PlannedFile = { path: entry.path.toWellFormed(), targets: [], note: '', state: 'run' }
  if (earlier) return { ...file, state: 'reuse', targets: resultsOf(earlier) }
  return ended ? { ...file, state: ended.state === 'failed' ? 'fault' : 'skip', note: ended.fault.message } : file
}

function resultsOf({ outputs }: Earlier): string[] {
  return outputs.map(({ path }) => path.toWellFormed())
}
