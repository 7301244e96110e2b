import type { DesktopAsk, DesktopInput } from '../../../contract/desktop.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'

export type QuitAsk = Extract<DesktopAsk, { type: 'quitting' }>

/** Quitting while files are under way: what is still to do, and the ways to go on with it. The safe answer has the focus. */
export function QuitDialog({
  ask: { files, remainingMs, title },
  onAnswer,
}: {
  ask: QuitAsk
  onAnswer: (answer: DesktopInput<'quit.answer'>['answer']) => void
}) {
  const { t, n, format } = useTexts()
  const needs = remainingMs === null ? '' : t('desktop.quitNeeds', { title, time: format.duration(remainingMs) })
  return (
    <Dialog role="alertdialog" widthPx={560} onClose={() => onAnswer('stay')}>
      <div className="dlg-b row g4 dlg-t">
        <Glyph name="runs" size="medium" />
        <div className="grow">
          <DialogTitle>{t('desktop.quitTitle', n(files))}</DialogTitle>
          <p className="t2">
            {needs} {t('desktop.quitSafe')}
          </p>
        </div>
      </div>
      <DialogFoot
        note={
          <Button look="quiet" onClick={() => onAnswer('quit')}>
            {t('desktop.quitNow')}
          </Button>
        }
      >
        <Button onClick={() => onAnswer('stay')}>{t('frame.cancel')}</Button>
        <Button autoFocus look="primary" onClick={() => onAnswer('background')}>
          {t('desktop.quitBackground')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
