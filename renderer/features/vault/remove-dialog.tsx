import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'

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
      <div className="dlg-b row g4 dlg-t">
        <Glyph name="trash" size="medium" />
        <div className="grow">
          <DialogTitle>{t('vault.removeTitle', n(files))}</DialogTitle>
          <p className="t2">{t('vault.removeWhy', { size: format.bytes(bytes) })}</p>
        </div>
      </div>
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
