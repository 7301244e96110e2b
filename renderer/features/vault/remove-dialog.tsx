import { useTexts } from '../../texts/use-texts.ts'
import { AskBody } from '../../ui/ask-body.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot } from '../../ui/dialog.tsx'

interface RemoveProps {
  files: number
  bytes: number
  onClose: () => void
  onRemove: () => void
}

/** The one thing in Millrace that cannot come back: said so, with the safe button in focus. */
export function RemoveDialog({ files, bytes, onClose, onRemove }: RemoveProps) {
  const { t, n, format } = useTexts()
  return (
    <Dialog role="alertdialog" onClose={onClose}>
      <AskBody name="trash" title={t('vault.removeTitle', n(files))}>
        <p className="t2">{t('vault.removeWhy', { size: format.bytes(bytes) })}</p>
      </AskBody>
      <DialogFoot>
        <Button autoFocus onClick={onClose}>
          {t('vault.keep')}
        </Button>
        <Button look="danger" onClick={onRemove}>
          {t('vault.removeDo', n(files))}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
