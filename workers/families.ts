import { Fault } from '../contract/fault.ts'
import { subjectOf, type CheckTask, type TransformTask } from '../contract/task.ts'
import { lacksPart } from './errno-fault.ts'
import type { Family } from './family.ts'
import { firstLineOf } from './first-line-of.ts'

/** By the word before the dot in a step's name. Each is loaded at its first use, with its codecs. */
const families: Record<string, () => Promise<unknown>> = {
  archive: async () => (await import('./archives/archive-family.ts')).archiveFamily,
  external: async () => (await import('./carriers/external-family.ts')).externalFamily,
  file: async () => (await import('./carriers/file-family.ts')).fileFamily,
  privacy: async () => (await import('./privacy/privacy-family.ts')).privacyFamily,
  secret: async () => (await import('./carriers/secret-family.ts')).secretFamily,
  image: async () => (await import('./carriers/image-family.ts')).imageFamily,
}

/** Those in use. Every task asks, and an `import` of what is there already takes a tenth of the time that a small text file takes. */
const loaded = new Map<string, Family<unknown>>()

/** The value type is the family's secret; steps of one name prefix and their family agree on it. */
export async function familyNamed(name: string): Promise<Family<unknown>> {
  const family = loaded.get(name) ?? (await load(name))
  loaded.set(name, family)
  return family
}

async function load(name: string): Promise<Family<unknown>> {
  const family = families[name]
  if (!family) throw new Fault('bug', { subject: name, why: 'No such family of steps.' })
  return (await family()) as Family<unknown>
}

/** The family of a task. Raises `codec-missing` where its codecs cannot be loaded: native ones may be left out, or be another computer's. */
export async function familyOf(task: TransformTask | CheckTask): Promise<Family<unknown>> {
  try {
    return await familyNamed(task.family)
  } catch (error) {
    if (error instanceof Fault || lacksPart(error)) throw error
    throw new Fault('codec-missing', { subject: subjectOf(task), why: `${firstLineOf(error)}.`, cause: error })
  }
}
