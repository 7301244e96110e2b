import { useState } from 'react'
import type { UndoneFile } from '../../../contract/batch-commands.ts'
import { undoTotals } from '../../../contract/undo-totals.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { faultText } from '../../texts/fault-words.ts'
import { said } from '../../texts/said.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AskBody } from '../../ui/ask-body.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot } from '../../ui/dialog.tsx'
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
  // What is done changes while it is asked: another tab may take it back too.
  const { value, fault, isOfVersion } = useAnswer('batch.undo', { batch, dry: true }, done)
  const totals = value ? undoTotals(value) : null
  const count = totals ? totals.undone : done
  const originals = value ? (value.originals ?? 0) : undefined
  const undo = () => {
    onClose()
    void actions.undo()
  }
  return (
    <Dialog role="alertdialog" onClose={onClose}>
      <AskBody name="undo" look="accent" title={t('run.undoTitle', { title })}>
        <p className="t2">
          {count === 0 ? t('history.undoNothing') : undoWords({ files: count, deed, originals }, texts)}
        </p>
        {fault ? (
          <p className="msg bad" role="alert">
            {faultText(fault)}
          </p>
        ) : null}
        {value && totals && totals.left > 0 ? <Left files={value.files} count={totals.left} /> : null}
      </AskBody>
      <DialogFoot>
        <Button marked onClick={onClose}>
          {t('frame.cancel')}
        </Button>
        {totals && count === 0 ? null : (
          <Button look="primary" disabled={!isOfVersion} onClick={undo}>
            {t('run.undoDo', n(count))}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  )
}

const listedMost = 200

/** What would stay, and why. */
function Left({ files, count }: { files: readonly UndoneFile[]; count: number }) {
  const { t, n } = useTexts()
  const [open, setOpen] = useState(false)
  const left = files.filter(({ result }) => result === 'left')
  return (
    <div className="list sm undo-l">
      <div className="sr">
        <div>
          <span className="lbl">{t('run.undoLeft', n(count))}</span>
          <p>{t('run.undoLeftWhy')}</p>
        </div>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'review.hide' : 'review.show')}
        </Button>
      </div>
      {open ? (
        <ul className="rv-l">
          {left.slice(0, listedMost).map(({ path, reason }) => (
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
