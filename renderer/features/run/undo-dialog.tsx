import { useState } from 'react'
import type { UndoneFile } from '../../../contract/batch-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { said } from '../../texts/said.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { useBatchActions } from './batch-actions.ts'
import { undoWords, useDeed } from './undo-words.ts'

interface UndoProps {
  batch: string
  done: number
  title: string
  onClose: () => void
}

/** Asks before a whole batch is taken back: what goes where, and what has to stay. The engine says it itself, without doing it. */
export function UndoDialog({ batch, done, title, onClose }: UndoProps) {
  const texts = useTexts()
  const { t, n } = texts
  const deed = useDeed(batch)
  const actions = useBatchActions(batch)
  const files = useAnswer('batch.undo', { batch, dry: true }).value?.files
  const left = files?.filter(({ result }) => result === 'left') ?? []
  const count = files ? files.length - left.length : done
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
          <p className="t2">{undoWords({ files: count, deed }, texts)}</p>
          {left.length > 0 ? <Left files={left} /> : null}
        </div>
      </div>
      <DialogFoot>
        <Button marked onClick={onClose}>
          {t('frame.cancel')}
        </Button>
        <Button look="primary" disabled={!files || count === 0} onClick={undo}>
          {t('run.undoDo', n(count))}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

const listedMost = 200

/** What would stay, and why. */
function Left({ files }: { files: readonly UndoneFile[] }) {
  const { t, n } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <div className="list sm undo-l">
      <div className="sr">
        <div>
          <span className="lbl">{t('run.undoLeft', n(files.length))}</span>
          <p>{t('run.undoLeftWhy')}</p>
        </div>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'review.hide' : 'review.show')}
        </Button>
      </div>
      {open ? (
        <ul className="rv-l">
          {files.slice(0, listedMost).map(({ path, reason }) => (
            <li key={path} title={shown(path)}>
              <b className="cut">{nameOf(path)}</b>
              <span className="why t3">{said(reason)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
