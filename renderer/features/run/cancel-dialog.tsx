import { useState } from 'react'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { comingCount, isOver } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AskBody } from '../../ui/ask-body.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/check-box.tsx'
import { Dialog, DialogFoot } from '../../ui/dialog.tsx'
import { useBatchActions } from './batch-actions.ts'

interface CancelProps {
  snapshot: BatchSnapshot
  onClose: () => void
}

/** Asks before files are given up: what stays, what stops. The safe answer has the focus. Another tab, or the last file, may be faster: that is told instead. */
export function CancelDialog(props: CancelProps) {
  return isOver(props.snapshot) ? <Late {...props} /> : <Asking {...props} />
}

function Asking({ snapshot, onClose }: CancelProps) {
  const { batchId, counts } = snapshot
  const { t, n } = useTexts()
  const [undo, setUndo] = useState(false)
  const actions = useBatchActions(batchId)
  const left = counts.waiting + counts.running + comingCount(snapshot)
  const cancel = () => {
    onClose()
    void actions.cancel({ undo })
  }
  return (
    <Dialog role="alertdialog" widthPx={460} onClose={onClose}>
      <AskBody name="x" title={t('run.cancelTitle', n(left))}>
        <p className="t2">
          {counts.done > 0 ? t('run.cancelStays', n(counts.done)) : ''}{' '}
          {counts.running > 0 ? t('run.cancelHand', n(counts.running)) : ''}
        </p>
        {counts.done > 0 ? (
          <CheckBox checked={undo} onChange={setUndo}>
            {t('run.cancelUndo', n(counts.done))}
          </CheckBox>
        ) : null}
      </AskBody>
      <DialogFoot>
        <Button marked onClick={onClose}>
          {t('run.keepRunning')}
        </Button>
        <Button look="danger" onClick={cancel}>
          {t('run.cancelDo', n(left))}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function Late({ snapshot: { counts }, onClose }: CancelProps) {
  const { t, n } = useTexts()
  return (
    <Dialog role="alertdialog" widthPx={460} onClose={onClose}>
      <AskBody name="check" title={t('run.cancelLate')}>
        {counts.done > 0 ? <p className="t2">{t('run.cancelStays', n(counts.done))}</p> : null}
      </AskBody>
      <DialogFoot>
        <Button marked onClick={onClose}>
          {t('frame.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
