import type { KeyboardEvent, ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { useBackCloses } from '../../ui/use-back-closes.ts'

interface SheetProps {
  title: string
  open: boolean
  onClose: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  children: ReactNode
}

/** What stands beside a list, over it: for windows too narrow for both. */
export function Sheet({ title, open, onClose, onKeyDown, children }: SheetProps) {
  const { t } = useTexts()
  useBackCloses({ isOpen: open, onClose })
  return (
    <ModalOverlay className="scrim sheet-o" isOpen={open} isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog className="sheet" aria-label={title}>
          <div className="col g4 sheet-in" onKeyDown={onKeyDown}>
            <div className="row g2 sheet-h">
              <span className="h3 grow">{title}</span>
              <kbd>Esc</kbd>
              <IconButton icon="x" label={t('frame.close')} onClick={onClose} />
            </div>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
