import { createContext, useContext } from 'react'
import type { PreviewAnswer } from '../../../contract/preview-commands.ts'

/** What the newest preview says of the sample; undefined until there is one. */
export interface Previewed {
  answer: PreviewAnswer | undefined
}

export const PreviewedContext = createContext<Previewed>({ answer: undefined })

export function usePreviewed(): Previewed {
  return useContext(PreviewedContext)
}
