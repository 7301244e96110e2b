import { createContext, useContext, useMemo } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useCopyText } from '../../app/use-copy-text.ts'

/** The batch whose files are shown. */
export const BatchContext = createContext('')

export interface Copying {
  batch: string
  copyPath: (row: JobRow) => void
  /** What a person can send to somebody who may help: no more than is on the screen. */
  copyError: (row: JobRow) => void
}

export function useCopy(): Copying {
  const batch = useContext(BatchContext)
  const copy = useCopyText()
  return useMemo(
    () => ({
      batch,
      copyPath: ({ path }) => copy(path),
      copyError: ({ path, fault }) =>
        copy([path, fault?.message, fault?.remedy, fault?.code].filter(Boolean).join('\n')),
    }),
    [batch, copy],
  )
}
