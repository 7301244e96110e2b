import { extname } from 'node:path'
import mime from 'mime'
import type { Facts } from '../../contract/facts.ts'
import { child } from '../io/paths.ts'
import type { Target } from '../journal/admit.ts'
import { type TargetRequest, targetOf } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'

type Naming = Pick<BatchContext, 'course' | 'names' | 'recipe'> & { record: Pick<BatchContext['record'], 'outRoot'> }

/** Where each branch's result goes as far as it is known before the job runs. Faults: those of `targetOf`. */
export function earlyTargets(facts: Facts, batch: Naming): Target[] {
  return batch.course.branches.map((_, branch) => {
    const request = requestOf(batch, { branch, facts, extension: expectedExtension(facts, batch, branch) })
    const { folder, stem, extension } = targetOf(request)
    return { folder: absolute(batch, folder), stem, extension }
  })
}

/** The same once the result is there; a name allocated before holds unless the result is of another type than expected. */
export function lateTarget(
  job: Job,
  batch: Naming,
  { branch, extension, facts }: { branch: number; extension: string; facts: Facts },
) {
  const early = job.targets[branch]
  if (early && early.name !== null && early.stem !== null && early.extension === extension)
    return { folder: early.folder, name: early.name, stem: early.stem, extension }
  const target = targetOf(requestOf(batch, { branch, facts: { ...job.facts, ...facts }, extension }))
  return { folder: absolute(batch, target.folder), name: null, stem: target.stem ?? '', extension: target.extension }
}

export function requestOf(
  { names, recipe }: Naming,
  { branch, facts, extension }: { branch: number; facts: Facts; extension: string },
): TargetRequest {
  const branchNames = names[branch]
  if (!branchNames) throw new RangeError(`there is no branch ${branch}`)
  const windows = process.platform === 'win32'
  return { names: branchNames, facts, zone: recipe.zone, extension, portable: recipe.portable, windows }
}

/** With its dot. A file that keeps its type keeps its extension to the letter. */
export function expectedExtension(facts: Facts, { course }: Pick<BatchContext, 'course'>, branch: number): string {
  const type = course.branches[branch]?.type ?? 'same'
  if (type === 'same' || type === facts.type || type === 'unknown') return extname(String(facts.name ?? ''))
  return `.${mime.getExtension(type) ?? type.slice(type.indexOf('/') + 1)}`
}

function absolute({ record }: Naming, folder: string): string {
  return folder === '' ? record.outRoot : folder.split('/').reduce(child, record.outRoot)
}
