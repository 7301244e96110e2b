import { createContext, useContext } from 'react'
import type { StartRun } from './use-start-run.ts'

export const StartContext = createContext<StartRun | null>(null)

export function useStart(): StartRun {
  const starting = useContext(StartContext)
  if (!starting) throw new Error('Every screen stands in a StartContext.')
  return starting
}
