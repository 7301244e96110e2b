import mime from 'mime'
import type { Facts } from '../../contract/facts.ts'
import { splitName } from '../../contract/split-name.ts'
import { ownRecords } from '../io/places/own-records.ts'
import { child, folderOf, isWithin } from '../io/paths.ts'
import type { Target } from '../journal/ledger/admit.ts'
import { type Foreseen, foresee } from '../plan/foresee.ts'
import { finalTargetOf, innerFolder, type TargetRequest, targetOf } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'
import { isMoveOnly } from './originals.ts'

/** What results are named by. */
export type Naming = Pick<BatchContext, 'course' | 'names' | 'movedTo' | 'recipe'> & {
  parts: Pick<BatchContext['parts'], 'stateFolder'>
  record: Pick<BatchContext['record'], 'outRoot'>
}

/** Where each branch's result goes as far as it is known before the job runs, and where the original is moved. Faults: those of `targetOf`. */
export function earlyTargets(source: string, facts: Facts, batch: Naming): Target[] {
  if (batch.recipe.originals.act === 'replace')
    return batch.course.branches.map((_, branch) => besideSource(source, facts, { batch, branch }))
  const targets = batch.course.branches.map((_, branch) => earlyTarget(facts, batch, branch))
  if (batch.recipe.originals.act !== 'move' || isMoveOnly(batch)) return targets
  const moved = targetOf({
    ...targetRequest(batch, { branch: 0, facts, extension: ownExtension(facts) }),
    names: batch.movedTo,
  })
  return [...targets, { ...moved, folder: absolute(batch, moved.folder) }]
}

/** The same with room for the files that travel along, whose names end in `tails`: beside the first result, and where the original is moved by itself. */
export function withCompanions(targets: Target[], tails: readonly string[], { course, recipe }: Naming): Target[] {
  if (tails.length === 0 || recipe.originals.act === 'replace') return targets
  const takesAlong = (at: number): boolean => at === 0 || at === course.branches.length
  return targets.map((target, at) => (takesAlong(at) ? { ...target, companions: tails } : target))
}

function earlyTarget(facts: Facts, batch: Naming, branch: number): Target {
  const { folder, stem, extension } = targetOf(
    targetRequest(batch, { branch, facts, extension: expectedExtension(facts, batch, branch) }),
  )
  return {
    folder: absolute(batch, folder),
    stem: resultsOf(facts, batch, branch).splits === null ? stem : null,
    extension,
  }
}

/** A result that replaces its original stands where that stood; with another type, beside it under the same stem; of several, each beside it under its own. */
function besideSource(source: string, facts: Facts, { batch, branch }: { batch: Naming; branch: number }): Target {
  const [folder, extension] = [folderOf(source), expectedExtension(facts, batch, branch)]
  if (resultsOf(facts, batch, branch).splits !== null) return { folder, stem: null, extension }
  return { folder, stem: String(facts.stem), extension, own: extension === ownExtension(facts) }
}

/**
 * The same once the result is there. A name allocated before holds; a result of another type than expected takes its stem,
 * number and all, so that names come out the same however long each job took.
 */
export function lateTarget(
  job: Job,
  batch: Naming,
  { branch, extension, facts }: { branch: number; extension: string; facts: Facts },
) {
  const early = job.targets[branch]
  const alone = { companions: early?.companions ?? [], beside: null }
  if (early?.name && early.stem !== null) {
    const stem = early.name.slice(0, early.name.length - early.extension.length)
    const name = early.extension === extension ? early.name : null
    return { folder: early.folder, name, stem: name === null ? stem : early.stem, extension, ...alone }
  }
  const request = targetRequest(batch, { branch, facts: { ...job.facts, ...facts }, extension })
  const target = finalTargetOf(request)
  const inner = innerFolder(String(facts['entry-path'] ?? ''), request)
  const replaces = batch.recipe.originals.act === 'replace'
  const top = replaces && early ? early.folder : below(batch.record.outRoot, target.folder)
  const folder = outsideRecords(batch, below(top, inner))
  return { folder, name: null, stem: target.stem, extension: target.extension, ...alone }
}

export function targetRequest(
  { names, recipe }: Naming,
  { branch, facts, extension }: { branch: number; facts: Facts; extension: string },
): TargetRequest {
  const branchNames = names[branch]
  if (!branchNames) throw new RangeError(`there is no branch ${branch}`)
  const windows = process.platform === 'win32'
  return { names: branchNames, facts, zone: recipe.zone, extension, portable: recipe.portable, windows }
}

/** What is known of the results of a branch before they are made. */
export function resultsOf(facts: Facts, { course }: Pick<BatchContext, 'course'>, branch: number): Foreseen {
  return foresee(course.branches[branch]?.shaping ?? [], facts)
}

/** With its dot. A file that keeps its type keeps its extension to the letter. */
export function expectedExtension(facts: Facts, batch: Pick<BatchContext, 'course'>, branch: number): string {
  const { type, extension, added } = resultsOf(facts, batch, branch)
  if (extension !== null) return `.${extension}${added}`
  if (['same', 'unknown', 'undecided', facts.type].includes(type)) return ownExtension(facts) + added
  return `.${mime.getExtension(type) ?? type.slice(type.indexOf('/') + 1)}${added}`
}

function ownExtension(facts: Facts): string {
  return splitName(String(facts.name ?? '')).extension
}

function absolute(batch: Naming, folder: string): string {
  return outsideRecords(batch, below(batch.record.outRoot, folder))
}

/**
 * Neither a template nor a path in an archive leads to where Millrace keeps its own records; who names a folder there knows what they do. Links are
 * looked through where the folder is used.
 */
function outsideRecords({ record: { outRoot }, parts: { stateFolder } }: Naming, path: string): string {
  if (!isWithin(stateFolder, path) || isWithin(stateFolder, outRoot)) return path
  throw ownRecords(path)
}

function below(root: string, folder: string): string {
  return folder === '' ? root : folder.split('/').reduce(child, root)
}
