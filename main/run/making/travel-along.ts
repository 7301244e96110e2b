import { child } from '../../io/paths.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from '../batch-context.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import type { Finished, FinishedOutput, Job } from '../job.ts'

/** Files that travel with the one a job is about; the members of a gathered group are no such files. */
export function companionsOfJob({ members }: Job): Job[] {
  return members.filter(({ tail }) => tail !== undefined)
}

/** Do they go where the results go? What replaces its original stands where it stood, and so do they. */
export function travels({ recipe }: Pick<BatchContext, 'recipe'>): boolean {
  return recipe.originals.act !== 'replace'
}

type Beside = Pick<FinishedOutput, 'attempt' | 'identity' | 'bytes' | 'sha256'>

/** A file that travels along as a further result: in the folder and with the stem of the first. */
export function besideFirst({ first, file }: { first: FinishedOutput; file: Job }, made: Beside): FinishedOutput {
  const { folder, branch, stem } = first
  const type = String(file.facts.type ?? '')
  const placed = { branch, folder, name: null, stem, extension: file.tail ?? '', companions: [], facts: {}, type }
  return { ...placed, isFlushed: true, beside: { part: 0, file }, ...made }
}

/** Copies those that travel along beside the first result. A fault leaves none of the copies. */
export async function copiesBeside(
  { job, first, batch }: { job: Job; first: FinishedOutput; batch: BatchContext },
  copy: (request: { source: string; planned: Job['identity']; folder: string; attempt: string }) => Promise<{
    identity: FinishedOutput['identity']
    sha256: string
  }>,
): Promise<FinishedOutput[]> {
  const made: FinishedOutput[] = []
  try {
    for (const file of travels(batch) ? companionsOfJob(job) : []) {
      const attempt = nextAttempt(job, batch)
      const place = { folder: first.folder, attempt }
      const { identity, sha256 } = await copy({ source: file.source, planned: file.identity, ...place })
      const bytes = identity.sizeBytes
      made.push(besideFirst({ first, file }, { attempt: child(first.folder, attempt), identity, bytes, sha256 }))
    }
    return made
  } catch (error) {
    await disposeAttempts(
      batch.parts,
      made.map(({ attempt }) => attempt),
    )
    throw error
  }
}

/** The companions of a job leave with it, with the hashes of their copies. */
export function leavingAlong(made: FinishedOutput[]): Finished['leaving'] {
  return made.flatMap(({ beside, sha256 }) => (beside ? [{ file: beside.file, sha256 }] : []))
}
