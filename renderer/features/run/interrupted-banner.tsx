import type { BatchSnapshot } from '../../../contract/event.ts'
import { printRoute } from '../../app/route.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { endedCount } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'

/** A run that an earlier life of the engine left: how far it was, and the way on. `named`: where the screen is not about it. */
export function InterruptedBanner({ snapshot, named = false }: { snapshot: BatchSnapshot; named?: boolean }) {
  const { t, n, format } = useTexts()
  const open = useIsOpen()
  const titleOf = useBatchTitle()
  const { batchId, counts } = snapshot
  const actions = useBatchActions(batchId)
  const facts = { ended: format.count(endedCount(snapshot)), total: format.count(counts.total) }
  return (
    <Banner
      look="info"
      icon="shield"
      title={named ? t('run.interruptedOne', { title: titleOf(snapshot) }) : t('run.interrupted')}
      actions={
        <>
          <Button size="small" icon="play" disabled={!open} onClick={actions.resume}>
            {t('run.interruptedDo', n(counts.waiting))}
          </Button>
          {named ? (
            <a className="btn sm" href={printRoute({ screen: 'run', batch: batchId })}>
              {t('frame.show')}
            </a>
          ) : null}
        </>
      }
    >
      {t('run.interruptedWhy', facts)}
    </Banner>
  )
}
