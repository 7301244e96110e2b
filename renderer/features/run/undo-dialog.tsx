import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { useBatchActions } from './batch-actions.ts'

interface UndoProps {
  batch: string
  done: number
  title: string
  onClose: () => void
}

/** Asks before a whole batch is taken back: what goes where, and what is left alone. */
export function UndoDialog({ batch, done, title, onClose }: UndoProps) {
  const { t, n } = useTexts()
  const actions = useBatchActions(batch)
  const undo = () => {
    onClose()
    void actions.undo()
  }
  return (
    <Dialog role="alertdialog" onClose={onClose}>
      <div className="dlg-b row g4 dlg-t">
        <Glyph name="undo" look="accent" size="medium" />
        <div className="grow">
          <DialogTitle>{t('run.undoTitle', { title })}</DialogTitle>
          <p className="t2">
            {t('run.undoResults', n(done))} {t('run.undoOriginals')}
          </p>
        </div>
      </div>
      <DialogFoot>
        <Button autoFocus onClick={onClose}>
          {t('frame.cancel')}
        </Button>
        <Button look="primary" onClick={undo}>
          {t('run.undoDo', n(done))}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
