import { basename, dirname } from 'node:path'
import { type Facts, knownFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import type { Target } from '../../journal/ledger/admit.ts'
import { planCourse } from '../../plan/course.ts'
import type { EngineParts } from '../batch-context.ts'
import { describeFile } from '../admitting/describe-file.ts'
import { inspectFiles, needsInspection, withoutMeasures } from '../making/early-facts.ts'
import type { Job, JobTarget } from '../job.ts'
import { Groups } from '../groups.ts'
import { namesOf } from '../recipe-names.ts'
import { refusalOf } from '../refusal.ts'
import { usualTraits } from '../planning/planned-batch.ts'
import { earlyTargets, type Naming } from '../targets.ts'

export interface PreviewRequest {
  recipe: Recipe
  /** Absolute. */
  path: string
  identity: FileIdentity
  /** Folder of results. */
  outRoot: string
  signal: AbortSignal
}

/** Originals are not touched, whatever the recipe does to them; a result that would take the original's place keeps its name. */
export function harmless(recipe: Recipe): Recipe {
  const replaces = recipe.originals.act === 'replace'
  const outputs = replaces
    ? recipe.outputs.map((branch) => ({ ...branch, folder: '{out}', name: '{stem}' }))
    : recipe.outputs
  return { ...recipe, originals: { act: 'keep' }, outputs }
}

/** The job a file would become, and how its results would be named. Faults: `wrong-type` when the recipe does not take it, those of naming. */
export async function previewJob(parts: EngineParts, request: PreviewRequest): Promise<{ job: Job; naming: Naming }> {
  const { recipe, outRoot } = request
  const course = planCourse(recipe, parts.descriptors)
  const names = namesOf(recipe, knownFacts(parts.descriptors.values()))
  const naming = { recipe, course, ...names, record: { outRoot }, parts }
  const only = await onlyJob(naming, request)
  const { facts, targets } = namedAlone(only, naming)
  if (targets.length === 0) throw new Fault('recipe-wrong', { subject: recipe.name, why: 'It has no output.' })
  // A gathered group of one has its result named only once it is there, as any group has.
  const members = course.gathering ? [only] : []
  return { job: { ...only, facts, targets: targets.map(withName), members }, naming }
}

type PreviewNaming = Naming & { parts: EngineParts }

/** The file as a job that nothing has been done before. */
async function onlyJob(naming: PreviewNaming, { path, identity, signal }: PreviewRequest): Promise<Job> {
  const { parts, recipe, names } = naming
  // The folder it lies in stands for those a person would have chosen.
  const entry = { path, relative: basename(dirname(path)), identity, fault: null, wanted: true }
  const startedMs = parts.clock.nowMs()
  const [inner] = needsInspection(naming) ? await inspectFiles([entry], { parts, recipe, names }, signal) : []
  const seen = { ...describeFile(entry, { startedMs, parts }), counter: 1, ...inner }
  const refusal = refusalOf(recipe)(seen)
  if (refusal) throw refusal
  const facts = withoutMeasures(seen, naming)
  const place = { seq: 0, source: path, root: dirname(path), identity }
  return { ...place, facts, targets: [], earlier: null, before: null, members: [], startedMs, apart: false }
}

/** What it is named by as a group of one, where the recipe gathers, or by itself. */
function namedAlone(job: Job, naming: PreviewNaming): { facts: Facts; targets: Target[] } {
  const { facts, source, startedMs } = job
  const { gathering } = naming.course
  if (!gathering) return { facts, targets: earlyTargets(source, facts, naming) }
  return new Groups({ ...naming, startedMs, traits: usualTraits }, gathering.grouping).named([job])
}

function withName(target: Target): JobTarget {
  return { ...target, name: target.stem === null ? null : target.stem + target.extension }
}
