import { useMemo } from 'react'
import { fileFacts, knownFacts } from '../../../contract/facts.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { en } from '../../texts/en.ts'
import { said } from '../../texts/said.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import type { Editing } from './editing.ts'

/** Facts with their names in the language in use: those of every file, and those that steps find out. */
export function useFacts(descriptors: readonly StepDescriptor[]): Editing['facts'] {
  const { t } = useTexts()
  return useMemo(() => {
    const titles = new Map(descriptors.flatMap(({ facts }) => facts.map(({ name, title }) => [name, title] as const)))
    return [...knownFacts(descriptors)].map(([name, { when }]) => ({
      name,
      title: factTitle(name, titles.get(name) ?? name, t),
      late: when === 'late',
    }))
  }, [descriptors, t])
}

function factTitle(name: string, own: string, t: Texts['t']): string {
  return isFileFact(name) ? t(`recipe.facts.${name}`) : said(own)
}

type FileFact = keyof (typeof en)['recipe']['facts']

function isFileFact(name: string): name is FileFact {
  return fileFacts.has(name) && Object.hasOwn(en.recipe.facts, name)
}

/** Facts that decide or describe, but make no name. */
export const unwritable = new Set(['age', 'orientation', 'type', 'size'])
