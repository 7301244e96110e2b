import { extname } from 'node:path'
import type { BatchPlan, PlannedFile } from '../../contract/batch-commands.ts'
import { knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import { nameKey, numbered } from '../../contract/names.ts'
import type { ConflictMode } from '../../contract/recipe.ts'
import { arrivals } from '../intake/arrivals.ts'
import { child } from '../io/paths.ts'
import type { WalkEntry } from '../io/walk.ts'
import { planCourse } from '../plan/course.ts'
import { describeTarget } from '../plan/naming.ts'
import type { EngineParts } from './batch-context.ts'
import { describeFile } from './describe-file.ts'
import { type FoundRecipe, namesOf, refusalOf } from './open-batch.ts'
import { earlyTargets, expectedExtension, requestOf } from './targets.ts'

interface PlanRequest {
  recipe: FoundRecipe
  sources: string[]
  out: string
  conflict: ConflictMode | undefined
  /** Files told one by one; the rest is only counted. */
  limit: number
  signal: AbortSignal
}

const kindsMost = 100

/** The target volume is not probed, since planning writes nothing: names that differ only in case are told apart as most disks of the system do. */
const folding = { foldsCase: process.platform !== 'linux', normalises: process.platform === 'darwin' }

/** What a run would do, before a byte is written: targets or patterns, collisions, an unwritable folder, space and time. */
export async function planBatch(parts: EngineParts, request: PlanRequest): Promise<BatchPlan> {
  const planner = new Planner(parts, request)
  const [realOut = request.out] = await parts.io.call('real', [request.out])
  const options = { leaveOut: [request.out, realOut], maxDepth: parts.settings.limits.maxDepth, signal: request.signal }
  for await (const entries of arrivals(parts.io.pinned(), request.sources, options)) await planner.add(entries)
  return planner.finish()
}

class Planner {
  readonly #parts: EngineParts
  readonly #request: PlanRequest
  readonly #naming
  readonly #refuses
  readonly #taken = new Set<string>()
  readonly #plan: BatchPlan

  constructor(parts: EngineParts, request: PlanRequest) {
    const { recipe } = request.recipe
    const facts = knownFacts(parts.descriptors.values())
    this.#parts = parts
    this.#request = request
    this.#naming = {
      course: planCourse(recipe, parts.descriptors),
      ...namesOf(recipe, facts),
      recipe,
      record: { outRoot: request.out },
    }
    this.#refuses = refusalOf(recipe)
    const counts = { run: 0, reuse: 0, skip: 0, fault: 0, collisions: 0 }
    this.#plan = {
      recipe: recipe.name,
      out: request.out.toWellFormed(),
      files: [],
      counts,
      kinds: {},
      totalBytes: 0,
      freeBytes: 0,
      expectedMs: null,
      warnings: [],
      writable: true,
    }
  }

  async add(entries: WalkEntry[]): Promise<void> {
    const planned = entries.map((entry) => this.#planOne(entry))
    const targets = planned.flatMap(({ paths }) => paths)
    const occupied = (await this.#parts.io.call('occupied', targets)).values()
    for (const { file, paths } of planned) {
      const existing = paths.filter(() => occupied.next().value)
      this.#note(file, existing)
      this.#plan.counts[file.state]++
      if (file.state === 'run') this.#countKind(file)
      if (this.#plan.files.length < this.#request.limit) this.#plan.files.push(file)
    }
  }

  #countKind({ path }: PlannedFile): void {
    const { kinds } = this.#plan
    const kind = extname(path).slice(1).toLowerCase()
    if (kind !== '' && (kind in kinds || Object.keys(kinds).length < kindsMost)) kinds[kind] = (kinds[kind] ?? 0) + 1
  }

  #note(file: PlannedFile, existing: string[]): void {
    if (existing.length === 0) return
    this.#plan.counts.collisions++
    file.taken = existing.map((path) => path.toWellFormed())
    const mode = this.#request.conflict ?? this.#request.recipe.recipe.conflict
    if (mode === 'skip') file.state = 'skip'
    if (mode === 'fail') file.state = 'fault'
    const becomes = mode === 'number' ? 'the result gets the next free number' : `conflict mode is ${mode}`
    file.note = `${file.taken.join(', ')} exists already: ${becomes}.`
  }

  #planOne(entry: WalkEntry): { file: PlannedFile; paths: string[] } {
    const path = entry.path.toWellFormed()
    const facts = describeFile(entry, { startedMs: this.#parts.clock.nowMs() })
    const refusal = entry.fault ? Fault.fromWire(entry.fault) : this.#refuses(facts)
    if (refusal)
      return {
        file: { path, targets: [], note: refusal.message, state: entry.named && entry.fault ? 'fault' : 'skip' },
        paths: [],
      }
    this.#plan.totalBytes += entry.identity?.sizeBytes ?? 0
    try {
      return this.#named(path, facts)
    } catch (error) {
      const fault = Fault.from(error, path)
      return { file: { path, targets: [], note: fault.message, state: 'fault' }, paths: [] }
    }
  }

  #named(path: string, facts: ReturnType<typeof describeFile>): { file: PlannedFile; paths: string[] } {
    const file: PlannedFile = { path, targets: [], note: '', state: 'run' }
    const paths: string[] = []
    for (const [branch, target] of earlyTargets(path, facts, this.#naming).entries()) {
      if (target.stem === null) {
        const extension = expectedExtension(facts, this.#naming, branch)
        file.targets.push(
          child(
            this.#request.out,
            describeTarget(requestOf(this.#naming, { branch, facts, extension })),
          ).toWellFormed(),
        )
        continue
      }
      const name = this.#claim(target.folder, { stem: target.stem, extension: target.extension }, file)
      file.targets.push(child(target.folder, name).toWellFormed())
      paths.push(child(target.folder, name))
    }
    return { file, paths }
  }

  /** The name this file would get among those of the batch. */
  #claim(folder: string, { stem, extension }: { stem: string; extension: string }, file: PlannedFile): string {
    for (let n = 1; ; n++) {
      const name = numbered(stem, n) + extension
      const key = `${folder}\0${nameKey(name, folding)}`
      if (this.#taken.has(key)) continue
      this.#taken.add(key)
      if (n > 1) {
        this.#plan.counts.collisions++
        file.note = `${n - 1} other ${n === 2 ? 'file' : 'files'} of this run would have the name ${stem}${extension}.`
      }
      return name
    }
  }

  async finish(): Promise<BatchPlan> {
    const { io, journal, settings } = this.#parts
    const { out, recipe } = this.#request
    const plan = this.#plan
    const room = await io.call('roomFor', out)
    plan.freeBytes = room.freeBytes
    plan.writable = room.problem === null
    if (room.problem) plan.warnings.push(room.problem.message)
    if (plan.freeBytes < plan.totalBytes)
      plan.warnings.push(`The files have ${plan.totalBytes} bytes, but only ${plan.freeBytes} are free there.`)
    const paceMs = await journal.call('paceOf', recipe.recipe.fingerprint)
    if (paceMs !== null) plan.expectedMs = Math.round((paceMs * plan.counts.run) / settings.cores)
    return plan
  }
}
