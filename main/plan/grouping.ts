import { type KnownFacts, type Facts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { StepCall } from '../../contract/step.ts'
import { parseTemplate, type Template } from '../../contract/template.ts'
import { fillTemplate } from './template.ts'

/** How files become members of one group, as the options of every gather step say. */
export interface Grouping {
  group: 'all' | 'folder'
  /** Files for which it gives the same text belong together; null where nothing but `group` tells. */
  key: Template | null
  most: number
  mostBytes: number
  /** What a member that failed means for the others. A step that does not ask needs them all. */
  failed: 'leave-out' | 'fail'
}

/** @throws Fault `recipe-wrong` for a key that the step's own options would have refused */
export function groupingOf(call: StepCall | undefined, facts: KnownFacts): Grouping {
  const { group, key, most, 'most-bytes': mostBytes, failed } = call?.options ?? {}
  return {
    group: group === 'folder' ? 'folder' : 'all',
    key: typeof key === 'string' ? keyTemplate(key, facts) : null,
    most: typeof most === 'number' ? most : Infinity,
    mostBytes: typeof mostBytes === 'number' ? mostBytes : Infinity,
    failed: failed === 'leave-out' ? 'leave-out' : 'fail',
  }
}

function keyTemplate(text: string, facts: KnownFacts): Template {
  const parsed = parseTemplate(text, { use: 'key', facts })
  if ('template' in parsed) return parsed.template
  throw new Fault('recipe-wrong', { subject: text, why: parsed.problems[0]?.message ?? '' })
}

/** The text that members of one group share; empty where there is no key. @throws Fault `template-wrong` for a file that lacks what it asks for */
export function groupKey({ key }: Grouping, options: { facts: Facts; zone: string }): string {
  if (!key) return ''
  const filled = fillTemplate(key, options)
  if ('components' in filled) return filled.components.join('/')
  const lacking = [...filled.missing, ...filled.unusable].join(', ')
  throw new Fault('template-wrong', { subject: key.source, why: `Not known for this file: ${lacking}.` })
}
