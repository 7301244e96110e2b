import { useCallback } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { copyText } from '../ui/copy-text.ts'
import { useToast } from './toasts.ts'

/** Copies a text and says so, or that the browser did not let it. */
export function useCopyText(): (text: string) => void {
  const toast = useToast()
  const { t } = useTexts()
  return useCallback(
    (text) => {
      void copyText(text).then((isCopied) =>
        toast(isCopied ? { text: t('frame.copied') } : { icon: 'alert', text: t('frame.notCopied') }),
      )
    },
    [toast, t],
  )
}
