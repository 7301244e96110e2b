import { useEffect, useRef } from 'react'
import { afterDialog } from '../../ui/after-dialog.ts'
import { focusSelected } from './use-editor-keys.ts'

/**
 * Puts the focus on the step that was added in a dialog: once that is gone and the step is there, however long both take to be drawn. Answers what is to be
 * called when one is added.
 */
export function useFocusOnAdded({ isAdding }: { isAdding: boolean }): () => void {
  const isAdded = useRef(false)
  useEffect(() => {
    if (isAdding || !isAdded.current) return
    isAdded.current = false
    afterDialog(focusSelected)
  }, [isAdding])
  return () => {
    isAdded.current = true
  }
}
