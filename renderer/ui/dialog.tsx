import { type KeyboardEvent, type ReactNode, useEffect } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { shield } from './shield.ts'
import { useBackCloses } from './use-back-closes.ts'

interface DialogProps {
  /** `alertdialog` when something is about to be given up. */
  role?: 'dialog' | 'alertdialog'
  widthPx?: number
  onClose: () => void
  children: ReactNode
}

/** A dialog over everything: Esc, the scrim and the way back close it and change nothing; focus stays inside and goes back after. */
export function Dialog({ role = 'dialog', widthPx = 480, onClose, children }: DialogProps) {
  useEffect(() => shield, [])
  useBackCloses({ isOpen: true, onClose })
  return (
    <ModalOverlay className="scrim" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dlg" style={{ width: widthPx }}>
        <AriaDialog className="dlg-in" role={role}>
          <div className="dlg-in" onKeyDownCapture={carryOut}>
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Ctrl Enter is the button that does it, wherever the focus is, also in a list that opens a line with Enter; it does nothing while that is off. */
function carryOut(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  // What happens in a dialog over this one comes by here as well.
  if (!event.currentTarget.contains(event.target as Node)) return
  event.preventDefault()
  event.stopPropagation()
  event.currentTarget.querySelector<HTMLButtonElement>('.dlg-f .btn.pri')?.click()
}

export function DialogTitle({ children }: { children: ReactNode }) {
  return (
    <Heading slot="title" level={2}>
      {children}
    </Heading>
  )
}

/** The line at the foot: what it will take, and the buttons, the safe one in focus. */
export function DialogFoot({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="dlg-f">
      <span className="t3 sm grow">{note}</span>
      {children}
    </div>
  )
}
