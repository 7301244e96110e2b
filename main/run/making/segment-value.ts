import { knownFacts } from '../../../contract/facts.ts'
import type { TaskResult, TaskSource } from '../../../contract/task.ts'
import type { Descriptors } from '../../plan/descriptor-of.ts'
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
  const named = factsToAskFor(descriptors)
  const known = Object.entries(made.facts).filter(([fact]) => named.has(fact))
  return {
    sources: [sourceOf(made, name)],
    facts: { ...before, ...Object.fromEntries(known) },
    result: withKnown(made, { facts: before }),
  }
}

/** A result with what was known before it was made. */
export function withKnown(made: TaskResult, { facts }: Pick<SegmentValue, 'facts'>): TaskResult {
  return Object.keys(facts).length === 0 ? made : { ...made, facts: { ...facts, ...made.facts } }
}

const namedFacts = new WeakMap<Descriptors, ReadonlySet<string>>()

/** What steps say of their results for names and conditions, unlike what the check of a family alone has to know. Found once: there may be many results. */
function factsToAskFor(descriptors: Descriptors): ReadonlySet<string> {
  const known = namedFacts.get(descriptors) ?? new Set(knownFacts(descriptors.values()).keys())
  namedFacts.set(descriptors, known)
  return known
}
