import type { ReactNode } from 'react'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { DialogFoot } from '../../ui/dialog.tsx'

interface RunFootProps {
  /** How long it would take, or why nothing runs. */
  note: ReactNode
  /** What the button says. */
  text: string
  off: boolean
  onRun: () => void
  onClose: () => void
  /** What the other button says, if not that it cancels. */
  closeText?: string
}

/** The foot of a sheet. Without a connection nothing can begin, and the sheet keeps what was chosen until it is back. */
export function RunFoot({ note, text, off, onRun, onClose, closeText }: RunFootProps) {
  const { t } = useTexts()
  const isOpen = useIsOpen()
  return (
    <DialogFoot
      note={
        <>
          {isOpen ? note : null}
          <span role="status">{isOpen ? '' : t('review.away')}</span>
        </>
      }
    >
      <Button onClick={onClose}>{closeText ?? t('frame.cancel')}</Button>
      <Button look="primary" disabled={off || !isOpen} marked onClick={onRun}>
        {text}
      </Button>
    </DialogFoot>
  )
}
