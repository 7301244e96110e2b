import { linkedText, renamed } from '../../../contract/linking.ts'
import { child, folderOf } from '../../io/paths.ts'
import type { Rewording } from '../../io/copying/reword.ts'
import type { Sealed } from '../../io/copying/seal.ts'
import { nextAttempt } from '../making/attempt-name.ts'
import type { BatchContext } from '../batch-context.ts'
import { settled } from '../making/copier.ts'
import { disposeAttempts } from '../making/dispose-attempts.ts'
import type { Finished, FinishedOutput } from '../job.ts'

/** What a result is called, or would be. */
export type NameOf = (output: FinishedOutput, part: number) => string

type Named = Pick<FinishedOutput, 'name' | 'stem' | 'extension'>

/** As it is called unless somebody has the name. */
export const plainName = ({ name, stem, extension }: Named): string => name ?? stem + extension

/** Whether any of these results names others. */
export function areLinked({ outputs }: Pick<Finished, 'outputs'>): boolean {
  return outputs.some(({ linking }) => linking)
}

/**
 * The results of a job, those that name others written anew where these have other names by now: as another attempt, on the disk itself. What is not
 * among the results keeps the name it had. Faults: those of the disk; then the results are as they were, and nothing else is left.
 */
export async function linked(
  { job, outputs }: Pick<Finished, 'job' | 'outputs'>,
  batch: BatchContext,
  nameOf: NameOf,
): Promise<FinishedOutput[]> {
  const relinked = relink(outputs, nameOf)
  const stale = relinked.filter((output, part) => textOf(output) !== textOf(outputs[part]))
  if (stale.length === 0) return relinked
  const rewordings = stale.map((output) => ({
    from: output.attempt,
    to: child(folderOf(output.attempt), nextAttempt(job, batch)),
    text: textOf(output),
  }))
  const seals = await reword(rewordings, batch)
  const anew = new Map(stale.map((output, at) => [output, reworded(output, { ...rewordings[at], ...seals[at] })]))
  return relinked.map((output) => anew.get(output) ?? output)
}

function relink(outputs: FinishedOutput[], nameOf: NameOf): FinishedOutput[] {
  const names = new Map(outputs.map((output, part) => [output.made, nameOf(output, part)]))
  return outputs.map((output) =>
    output.linking ? { ...output, linking: renamed(output.linking, (made) => names.get(made)) } : output,
  )
}

function textOf(output: FinishedOutput | undefined): string {
  return linkedText(output?.linking ?? [])
}

async function reword(rewordings: Rewording[], { parts }: BatchContext): Promise<Sealed[]> {
  const outcomes = (await parts.io.call('reword', rewordings)).map(settled)
  const failed = outcomes.find((outcome) => !outcome.ok)
  await disposeAttempts(
    parts,
    rewordings.map(({ from, to }) => (failed ? to : from)),
  )
  if (failed) throw failed.error
  return outcomes.flatMap((outcome) => (outcome.ok ? outcome.value : []))
}

function reworded(output: FinishedOutput, { to, identity, sha256 }: Partial<Rewording & Sealed>): FinishedOutput {
  const { attempt, identity: before, sha256: hash } = output
  const now = identity ?? before
  const found = { identity: now, bytes: now.sizeBytes, sha256: sha256 ?? hash }
  return { ...output, attempt: to ?? attempt, ...found, isFlushed: true }
}
