import { createHash } from 'node:crypto'
import { splitName } from '../../../contract/split-name.ts'
import type { TaskResult, TaskSource } from '../../../contract/task.ts'
import { nameOf } from '../../io/paths.ts'
import type { EntryNames } from '../../plan/entry-names.ts'
import type { Job } from '../job.ts'

/** An intermediate result as what the next segment reads, under the name it would have by now; `name` is that of the person's file. */
export function sourceOf(made: TaskResult, name: string): TaskSource {
  const { path, type, sizeBytes, extension, modifiedMs, rights } = made
  const { stem } = splitName(name)
  const told = partName(stem, made.facts) + (extension === '' ? '' : `.${extension}`)
  const own = { ...(modifiedMs !== undefined && { modifiedMs }), ...(rights !== undefined && { rights }) }
  return { path, type, sizeBytes, name: told, ...own }
}

/** What a split has made has names of its own: those of an archive in a folder named like it, others behind what tells them apart. */
function partName(stem: string, facts: TaskResult['facts']): string {
  const { suffix = '', 'entry-path': folder = '', 'entry-stem': entry } = facts
  if (entry === undefined) return stem + suffix
  return [stem, folder, entry].filter((part) => part !== '').join('/')
}

/** What is gathered of a member: an intermediate has the time and the rights of the file it was made of, where it has none of its own. */
export function gatheredAs({ source, identity }: Job, input: TaskSource, names: EntryNames): TaskSource {
  const name = names.next(input.name)
  if (input.identity) return { ...input, name }
  return { madeOf: source, modifiedMs: Number(BigInt(identity.mtimeNs) / 1_000_000n), ...input, name }
}

/** The file of a job as its first segment reads it, named as its person knows it. */
export function sourceOfJob({ source, facts, identity }: Job): TaskSource {
  const relative = String(facts.path ?? '')
  const name = nameOf(source)
  return {
    path: source,
    type: String(facts.type ?? ''),
    sizeBytes: identity.sizeBytes,
    name: relative === '' ? name : `${relative}/${name}`,
    identity,
  }
}

/** One file's own hash; of a group, a hash over those of its members in order. */
export function digestOf(hashes: readonly string[]): string {
  const [only = '', ...more] = hashes
  return more.length === 0 ? only : createHash('sha256').update(hashes.join('\n')).digest('hex')
}
