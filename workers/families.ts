import { Fault } from '../contract/fault.ts'
import type { Family } from './family.ts'

/** By the word before the dot in a step's name. Each is loaded at its first use, with its codecs. */
const families: Record<string, () => Promise<unknown>> = {
  archive: async () => (await import('./archives/archive-family.ts')).archiveFamily,
  external: async () => (await import('./carriers/external-family.ts')).externalFamily,
  file: async () => (await import('./carriers/file-family.ts')).fileFamily,
  privacy: async () => (await import('./privacy/privacy-family.ts')).privacyFamily,
  secret: async () => (await import('./carriers/secret-family.ts')).secretFamily,
  image: async () => (await import('./carriers/image-family.ts')).imageFamily,
}

/** The value type is the family's secret; steps of one name prefix and their family agree on it. */
export async function familyNamed(name: string): Promise<Family<unknown>> {
  const load = families[name]
  if (!load) throw new Fault('bug', { subject: name, why: 'No such family of steps.' })
  return (await load()) as Family<unknown>
}
