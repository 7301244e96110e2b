import { createContext, useContext } from 'react'
import type { PreviewAnswer } from '../../../contract/preview-commands.ts'

/** What the newest preview says of the sample; undefined until there is one. */
export interface Previewed {
  answer: PreviewAnswer | undefined
  /** What is looked at; null until there is something. */
  sample: string | null
}

export const PreviewedContext = createContext<Previewed>({ answer: undefined, sample: null })

export function usePreviewed(): Previewed {
  return useContext(PreviewedContext)
}
