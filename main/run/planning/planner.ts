import type { PlannedFile } from '../../../contract/batch-commands.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import type { EngineParts } from '../batch-context.ts'
import { type Candidate, candidatesOf } from '../admitting/candidates.ts'
import { endInPlace } from '../admitting/end-in-place.ts'
import { inspectFiles, kindsInside, needsInspection } from '../making/early-facts.ts'
import { isPassedOver, sortKnown, withResults } from '../admitting/known-files.ts'
import { isMoveOnly } from '../originals.ts'
import { SourceFolders } from '../admitting/source-folders.ts'
import type { NeededCalls } from './needed-calls.ts'
import type { PlanSheet } from './plan-sheet.ts'
import { foreignKinds } from './foreign-kinds.ts'
import { plannedBatch, type PlanRequest } from './planned-batch.ts'
import { earlierResults, plannedFile } from './planned-file.ts'
import { PlannedGroups } from './planned-groups.ts'
import { PlannedResults } from './planned-results.ts'

interface Planning {
  request: PlanRequest
  sheet: PlanSheet
  /** Told of the files that are to run. */
  needed: NeededCalls
}

/** Decides about files as a run would when it admits them, and tells the sheet. */
export class Planner {
  readonly #parts: EngineParts
  readonly #request: PlanRequest
  readonly #sheet: PlanSheet
  readonly #needed: NeededCalls
  readonly #batch
  readonly #results: PlannedResults
  readonly #groups: PlannedGroups | null
  #counter = 0

  constructor(parts: EngineParts, { request, sheet, needed }: Planning) {
    this.#parts = parts
    this.#request = request
    this.#sheet = sheet
    this.#needed = needed
    this.#batch = plannedBatch(parts, request)
    const { sources, out } = request
    const folders = new SourceFolders(parts.io, { sources, leaveOut: [out] })
    this.#results = new PlannedResults(parts.io, this.#batch, folders)
    const { gathering } = this.#batch.course
    const results = this.#results
    this.#groups = gathering && new PlannedGroups(this.#batch, { grouping: gathering.grouping, sheet, results })
  }

  /** The next files of the walk. Members of groups are told when those are closed. */
  async add(entries: WalkEntry[]): Promise<void> {
    const met = await this.#candidates(entries)
    const { served, earlier, passed } = await this.#known(met)
    const candidates = met.filter((candidate) => !passed.has(candidate))
    const files = candidates.map((candidate) => fileOf(candidate, served.get(candidate)))
    await this.#noteForeign(files, candidates)
    await this.#noteShut(files, candidates)
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
      // Of what is made of many files other things are known than of each.
      if (file.state === 'run' && candidate.tail === null) this.#needed.meet(this.#groups ? {} : candidate.facts)
      if (this.#groups && file.state === 'run')
        await this.#groups.add(candidate, { file, earlier: earlier.get(candidate) })
      else this.#sheet.tell(file, candidate.admission.identity.sizeBytes)
    }
  }

  /** No more files come: the groups that are open are closed. */
  async end(): Promise<void> {
    await this.#groups?.end()
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

  /** Those that may not be read; where originals are to leave, those that could not. */
  async #noteShut(files: PlannedFile[], candidates: Candidate[]): Promise<void> {
    const { originals } = this.#batch.recipe
    const questions = [
      ...(isMoveOnly(this.#batch) ? [] : ['whyUnread' as const]),
      ...(originals.act === 'keep' ? [] : ['whyStaying' as const]),
    ]
    for (const question of questions) {
      const running = candidates.flatMap(({ entry: { path } }, at) =>
        files[at]?.state === 'run' ? [{ path, at }] : [],
      )
      const why = await this.#parts.io.call(
        question,
        running.map(({ path }) => path),
      )
      this.#noteFaults(files, { why, at: running.map(({ at }) => at) })
    }
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
    const passed = new Set(serving.filter((one) => isPassedOver(one, this.#batch)).map(({ candidate }) => candidate))
    const byCandidate = (all: Iterable<{ candidate: Candidate; earlier: Earlier }>) =>
      new Map([...all].map(({ candidate, earlier }) => [candidate, earlier]))
    return { served: byCandidate(serving), earlier: byCandidate(standing), passed }
  }
}

function fileOf({ entry, admission: { ended } }: Candidate, earlier: Earlier | undefined): PlannedFile {
  const file = plannedFile(entry.path)
  if (earlier) return { ...file, state: 'reuse', targets: earlierResults(earlier) }
  return ended ? { ...file, state: ended.state === 'failed' ? 'fault' : 'skip', note: ended.fault.message } : file
}
