import { createContext, useContext, useMemo } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useToast } from '../../app/toasts.ts'
import { useTexts } from '../../texts/use-texts.ts'

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
  const toast = useToast()
  const { t } = useTexts()
  return useMemo(() => {
    const copy = (text: string) => {
      // Absent on pages that came over plain HTTP from another computer.
      const clipboard = navigator.clipboard as Clipboard | undefined
      void clipboard?.writeText(text).then(
        () => toast({ text: t('frame.copied') }),
        () => {},
      )
    }
    return {
      batch,
      copyPath: ({ path }) => copy(path),
      copyError: ({ path, fault }) =>
        copy([path, fault?.message, fault?.remedy, fault?.code].filter(Boolean).join('\n')),
    }
  }, [batch, toast, t])
}
