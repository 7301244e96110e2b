import type { StepDescriptor } from './step.ts'

/**
 * What is known about one file, by name: numbers in bytes, milliseconds or plain counts, instants in epoch milliseconds
 * or, for a time without offset, as text `2024-05-01T12:00:00`. A fact that is absent is not known (yet).
 */
export type Facts = Readonly<Record<string, string | number>>

/** How a fact is compared and written: `any` is decided by the value. */
export type FactKind = 'text' | 'number' | 'bytes' | 'duration' | 'instant' | 'any'

export interface FactInfo {
  kind: FactKind
  /** Early facts are known before the job runs, late ones only when its result is there. */
  when: 'early' | 'late'
}

export type KnownFacts = ReadonlyMap<string, FactInfo>

/**
 * The facts every file has, whatever the steps. `date` is when a picture or video was taken as the first of these tells, which `date-source` names:
 * its tags, XMP or IPTC (`exif`), the container (`container`), the file's name (`name`), when its tags say it was changed (`exif`
 * again), else when the file was modified (`modified`).
 */
export const fileFacts: KnownFacts = new Map<string, FactInfo>([
  ['stem', { kind: 'text', when: 'early' }],
  ['ext', { kind: 'text', when: 'early' }],
  ['name', { kind: 'text', when: 'early' }],
  ['path', { kind: 'text', when: 'early' }],
  ['parent', { kind: 'text', when: 'early' }],
  ['type', { kind: 'text', when: 'early' }],
  ['kind', { kind: 'text', when: 'early' }],
  ['size', { kind: 'bytes', when: 'early' }],
  ['age', { kind: 'duration', when: 'early' }],
  ['counter', { kind: 'number', when: 'early' }],
  ['date', { kind: 'instant', when: 'early' }],
  ['date-source', { kind: 'text', when: 'early' }],
  ['camera', { kind: 'text', when: 'early' }],
  ['modified', { kind: 'instant', when: 'early' }],
  ['created', { kind: 'instant', when: 'early' }],
  ['batch-date', { kind: 'instant', when: 'early' }],
  ['width', { kind: 'number', when: 'late' }],
  ['height', { kind: 'number', when: 'late' }],
  ['orientation', { kind: 'text', when: 'late' }],
  ['pages', { kind: 'number', when: 'late' }],
  ['suffix', { kind: 'text', when: 'late' }],
])

/** What is known of each file and of no group: one result of many has neither a place among them nor a camera. */
export const ungatheredFacts: readonly string[] = ['counter', 'date-source', 'camera', 'created']

/** Those of a picture, as it is seen, that are looked for in a file before it is taken: of a result they are known only when it is there. */
export const pictureFacts: readonly string[] = ['width', 'height', 'orientation', 'pages']

/** The facts of every file and those the steps declare; a step cannot redefine what every file has. */
export function knownFacts(descriptors: Iterable<StepDescriptor>): KnownFacts {
  const known = new Map<string, FactInfo>()
  for (const { facts } of descriptors) for (const { name, when } of facts) known.set(name, { kind: 'any', when })
  return new Map([...known, ...fileFacts])
}
