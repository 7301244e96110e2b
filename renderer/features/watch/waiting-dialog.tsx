import type { WaitingFile, WaitingReason, WatchStatus } from '../../../contract/watch.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { foldersOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { useNow } from '../../app/use-now.ts'
import { useWatchActions } from './use-watch-actions.ts'

const askAgainMs = 2000

/** Files that were seen and are not taken yet: why each waits, and the way to take it as it is. */
export function WaitingDialog({ watch, onClose }: { watch: WatchStatus; onClose: () => void }) {
  const { t, n } = useTexts()
  const nowMs = useNow()
  const { value, askAgain } = useAnswer('watch.files', { watch: watch.id }, Math.floor(nowMs / askAgainMs))
  const { takeNow } = useWatchActions()
  const files = value?.files ?? []
  return (
    <Dialog widthPx={640} onClose={onClose}>
      <div className="dlg-b col g3">
        <DialogTitle>{t('watch.waitingTitle', { name: shown(watch.name) })}</DialogTitle>
        {value && files.length === 0 ? <p className="t2">{t('watch.waitingNone')}</p> : null}
        {files.length > 0 ? (
          <ul className="list wa-w">
            {files.map((file) => (
              <Line
                key={file.path}
                file={file}
                nowMs={nowMs}
                onTake={() => {
                  takeNow(watch, file.path)
                  askAgain()
                }}
              />
            ))}
          </ul>
        ) : null}
      </div>
      <DialogFoot note={value ? t('frame.files', n(value.total)) : ''}>
        <Button autoFocus onClick={onClose}>
          {t('frame.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** Those are taken already, and wait for their run. */
const taken: readonly WaitingReason[] = ['group', 'queue']

function Line({ file, nowMs, onTake }: { file: WaitingFile; nowMs: number; onTake: () => void }) {
  const { t, format } = useTexts()
  const { path, sizeBytes, reason, dueMs } = file
  const due = dueMs === null || dueMs <= nowMs ? '' : t('watch.due', { time: format.rough(dueMs - nowMs) })
  return (
    <li>
      <div className="grow wa-f">
        <b className="med cut" title={shown(path)}>
          {nameOf(path)}
        </b>
        <span className="sm t3 cut">{foldersOf(path)}</span>
      </div>
      <span className="sm t2">
        {t(`watch.waits.${reason}`)} {due}
      </span>
      <span className="sm t3 nowrap">{format.bytes(sizeBytes)}</span>
      <Button size="small" disabled={taken.includes(reason)} onClick={onTake}>
        {t('watch.takeNow')}
      </Button>
    </li>
  )
}
