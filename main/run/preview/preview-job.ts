import { basename, dirname } from 'node:path'
import { knownFacts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import { type Course, planCourse } from '../../plan/course.ts'
import type { BatchContext, EngineParts } from '../batch-context.ts'
import { describeFile } from '../admitting/describe-file.ts'
import { inspectFiles, needsInspection, withoutMeasures } from '../making/early-facts.ts'
import type { Job } from '../job.ts'
import { Groups } from '../groups.ts'
import { namesOf, refusalOf } from '../open-batch.ts'
import { usualTraits } from '../planning/planner.ts'
import { earlyTargets } from '../targets.ts'

export interface PreviewRequest {
  recipe: Recipe
  /** Absolute. */
  path: string
  identity: FileIdentity
  /** Folder of results. */
  outRoot: string
  signal: AbortSignal
}

/** What names are made of, as far as a preview needs it. */
export type PreviewNaming = Pick<BatchContext, 'recipe' | 'course' | 'names' | 'movedTo'> & {
  record: Pick<BatchContext['record'], 'outRoot'>
  parts: Pick<BatchContext['parts'], 'stateFolder'>
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
export async function previewJob(
  parts: EngineParts,
  { recipe, path, identity, outRoot, signal }: PreviewRequest,
): Promise<{ job: Job; naming: PreviewNaming }> {
  const course: Course = planCourse(recipe, parts.descriptors)
  const naming: PreviewNaming = {
    recipe,
    course,
    ...namesOf(recipe, knownFacts(parts.descriptors.values())),
    record: { outRoot },
    parts,
  }
  // The folder it lies in stands for those a person would have chosen.
  const entry = { path, relative: basename(dirname(path)), identity, fault: null, wanted: true }
  const startedMs = parts.clock.nowMs()
  const inner = needsInspection(naming) ? await inspectFiles([entry], { parts, recipe }, signal) : []
  const seen = { ...describeFile(entry, { startedMs, parts }), counter: 1, ...inner[0] }
  const refusal = refusalOf(recipe)(seen)
  if (refusal) throw refusal
  const facts = withoutMeasures(seen)
  const member: Job = {
    seq: 0,
    source: path,
    root: dirname(path),
    identity,
    facts,
    targets: [],
    earlier: null,
    before: null,
    members: [],
    startedMs,
    apart: false,
  }
  const named = course.gathering
    ? new Groups({ ...naming, parts, startedMs, traits: usualTraits }, course.gathering.grouping).named([member])
    : { facts, targets: earlyTargets(path, facts, naming) }
  const targets = named.targets.map((target) => ({
    ...target,
    name: target.stem === null ? null : target.stem + target.extension,
  }))
  if (targets.length === 0) throw new Fault('recipe-wrong', { subject: recipe.name, why: 'It has no output.' })
  // A gathered group of one has its result named only once it is there, as any group has.
  return { job: { ...member, facts: named.facts, targets, members: course.gathering ? [member] : [] }, naming }
}
