import { useMemo } from 'react'
import i18next from 'i18next'
import { fileFacts, knownFacts } from '../../../contract/facts.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import type { Editing } from './editing.ts'

/** Facts with their names in the language in use: those of every file, and those that steps find out. */
export function useFacts(descriptors: readonly StepDescriptor[]): Editing['facts'] {
  return useMemo(() => {
    const titles = new Map(descriptors.flatMap(({ facts }) => facts.map(({ name, title }) => [name, title] as const)))
    return [...knownFacts(descriptors)].map(([name, { when }]) => ({
      name,
      title: factTitle(name, titles.get(name) ?? name),
      late: when === 'late',
    }))
  }, [descriptors])
}

function factTitle(name: string, own: string): string {
  const key = fileFacts.has(name) ? `recipe.facts.${name}` : `steps.facts.${name}`
  const found: unknown = (i18next.t as (key: string, options: object) => unknown)(key, { defaultValue: own })
  return typeof found === 'string' ? found : own
}

/** Facts that decide or describe, but make no name. */
export const unwritable = new Set(['age', 'orientation', 'type', 'size'])
/** Dates are not compared; their age is. */
export const unaskable = new Set(['date', 'modified', 'created', 'batch-date'])
