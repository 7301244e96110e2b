import { createHash } from 'node:crypto'
import type { TaskResult, TaskSource } from '../../contract/task.ts'
import { nameOf } from '../io/paths.ts'
import type { Job } from './job.ts'

/** An intermediate result as what the next segment reads. */
export function sourceOf({ path, type, sizeBytes }: TaskResult | TaskSource, name: string): TaskSource {
  return { path, type, sizeBytes, name }
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
export function digestOf(hashes: string[]): string {
  const [only = '', ...more] = hashes
  return more.length === 0 ? only : createHash('sha256').update(hashes.join('\n')).digest('hex')
}
