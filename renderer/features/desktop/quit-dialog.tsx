import type { DesktopAsk, DesktopInput } from '../../../contract/desktop.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AskBody } from '../../ui/ask-body.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot } from '../../ui/dialog.tsx'

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
      <AskBody name="runs" title={t('desktop.quitTitle', n(files))}>
        <p className="t2">
          {needs} {t('desktop.quitSafe')}
        </p>
      </AskBody>
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
