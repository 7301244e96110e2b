import { fileFacts } from '../../contract/facts.ts'
import type { TaskResult, TaskSource } from '../../contract/task.ts'
import type { Descriptors } from '../plan/descriptor-of.ts'
import { sourceOf } from './task-sources.ts'

/** Something on its way between two segments. */
export interface SegmentValue {
  /** What the next one reads: one file, or all that are gathered. */
  sources: TaskSource[]
  /** What names and conditions may ask for, as the segments before have found it out. */
  facts: TaskResult['facts']
  /** Null before the first segment. */
  result: TaskResult | null
}

/** Before the first segment. */
export function valueOf(sources: TaskSource[]): SegmentValue {
  return { sources, facts: {}, result: null }
}

/** What a segment has made of a value. What names and conditions may ask for stays known, whichever segment has found it out. `name`: of the person's file. */
export function valueAfter(
  { facts: before }: SegmentValue,
  made: TaskResult,
  { name, descriptors }: { name: string; descriptors: Descriptors },
): SegmentValue {
  const known = Object.entries(made.facts).filter(([fact]) => isNamed(fact, descriptors))
  return {
    sources: [sourceOf(made, name)],
    facts: { ...before, ...Object.fromEntries(known) },
    result: { ...made, facts: { ...before, ...made.facts } },
  }
}

/** What a step says of its results for names and conditions, unlike what the check of its family alone has to know. */
function isNamed(fact: string, descriptors: Descriptors): boolean {
  return fileFacts.has(fact) || descriptors.values().some(({ facts }) => facts.some(({ name }) => name === fact))
}
