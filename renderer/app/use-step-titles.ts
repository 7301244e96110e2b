import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { useAnswer } from './use-answer.ts'

const TitlesContext = createContext<ReadonlyMap<string, string>>(new Map())

/** What steps are called, by their name; a step nobody knows is shown by its name. */
export function useStepTitles(): ReadonlyMap<string, string> {
  return useContext(TitlesContext)
}

export function StepTitlesProvider({ children }: { children: ReactNode }) {
  const steps = useAnswer('step.list', {}).value?.steps
  const { words } = useTexts()
  const titles = useMemo(() => new Map(steps?.map(({ name, title }) => [name, words(title)])), [steps, words])
  return createElement(TitlesContext.Provider, { value: titles }, children)
}
