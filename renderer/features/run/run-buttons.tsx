import { type ReactNode, useState } from 'react'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { comingCount, isOver } from '../../state/batch-state.ts'
import { noRanges } from '../../state/ranges.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { AgainButton } from '../history/again-button.tsx'
import { useBatchActions } from './batch-actions.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { useReport } from './use-report.ts'
import { useTake } from './use-take.ts'

/** From this many files on, giving them up is asked about first; fewer can be had back by undo. */
const askFrom = 1000

interface RunButtonsProps {
  snapshot: BatchSnapshot
  title: string
  /** Before the menu with the rest. */
  children: ReactNode
}

/** What can be done to the whole batch now. */
export function RunButtons({ snapshot, title, children }: RunButtonsProps) {
  const [asking, setAsking] = useState<'cancel' | 'undo' | null>(null)
  const close = () => setAsking(null)
  return (
    <span className="row run-b">
      {isOver(snapshot) ? (
        <OverButtons snapshot={snapshot} title={title} onUndo={() => setAsking('undo')} />
      ) : (
        <LiveButtons snapshot={snapshot} onCancel={() => setAsking('cancel')} />
      )}
      {children}
      <MoreButton snapshot={snapshot} />
      {asking === 'cancel' ? <CancelDialog snapshot={snapshot} onClose={close} /> : null}
      {asking === 'undo' ? (
        <UndoDialog batch={snapshot.batchId} done={snapshot.counts.done} title={title} onClose={close} />
      ) : null}
    </span>
  )
}

function LiveButtons({ snapshot, onCancel }: { snapshot: BatchSnapshot; onCancel: () => void }) {
  const { t } = useTexts()
  const open = useIsOpen()
  const actions = useBatchActions(snapshot.batchId)
  const { state, counts } = snapshot
  const cancel = () =>
    counts.waiting + counts.running + comingCount(snapshot) > askFrom || counts.done > 0
      ? onCancel()
      : void actions.cancel({ undo: false })
  useShortcut('.', () => open && cancel())
  return (
    <>
      {state === 'paused' ? (
        <Button look="primary" icon="play" disabled={!open} onClick={actions.resume}>
          {t('run.resume')}
        </Button>
      ) : state === 'pausing' ? (
        <Button aria-busy="true" disabled={!open} onClick={actions.resume}>
          <Mark state="running" />
          {t('run.state.pausing')}
        </Button>
      ) : (
        <Button icon="pause" disabled={!open} onClick={actions.pause}>
          {t('run.pause')}
        </Button>
      )}
      <Button className="slim" icon="x" disabled={!open} title={t('run.cancel')} onClick={cancel}>
        <span>{t('run.cancel')}</span>
      </Button>
    </>
  )
}

interface OverProps {
  snapshot: BatchSnapshot
  title: string
  onUndo: () => void
}

function OverButtons({ snapshot, title, onUndo }: OverProps) {
  const { batchId, counts } = snapshot
  const { t } = useTexts()
  const open = useIsOpen()
  const take = useTake(batchId)
  return (
    <>
      <Button
        className="slim"
        icon="undo"
        disabled={!open || counts.done === 0}
        title={t('run.undoBatch')}
        onClick={onUndo}
      >
        <span>{t('run.undoBatch')}</span>
      </Button>
      <AgainButton batch={batchId} title={title} recipe={snapshot.recipe} out={snapshot.out} look="bar" />
      <Button
        look="primary"
        icon={take.icon}
        disabled={!open || listedDone(counts) === 0}
        onClick={() => take.results(noRanges)}
      >
        <span className="cut">{take.texts.all}</span>
      </Button>
    </>
  )
}

function MoreButton({ snapshot: { batchId, counts } }: { snapshot: BatchSnapshot }) {
  const { t } = useTexts()
  const actions = useBatchActions(batchId)
  const take = useTake(batchId)
  const report = useReport(batchId)
  return (
    <MenuButton
      label={t('frame.more')}
      actions={[
        {
          id: 'retry',
          icon: 'retry',
          text: t('run.retryAll'),
          off: counts.failed + counts.cancelled === 0,
          run: () => actions.retry([]),
        },
        {
          id: 'zip',
          icon: take.icon,
          text: take.texts.all,
          off: listedDone(counts) === 0,
          run: () => take.results(noRanges),
        },
        null,
        { id: 'csv', icon: 'csv', text: t('run.reportCsv'), run: () => report('csv') },
        { id: 'jsonl', icon: 'doc', text: t('run.reportJson'), run: () => report('jsonl') },
      ]}
    >
      <IconButton icon="more" label={t('frame.more')} />
    </MenuButton>
  )
}

/** Of those that are not listed any more nothing is offered. */
function listedDone({ done, unlisted = 0 }: BatchSnapshot['counts']): number {
  return done - unlisted
}
