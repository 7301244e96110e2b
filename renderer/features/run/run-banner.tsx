import type { BatchSnapshot } from '../../../contract/event.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'

/** What holds the batch, and the way out. */
export function RunBanner({ snapshot: { batchId, state, reason, counts } }: { snapshot: BatchSnapshot }) {
  const { t, n } = useTexts()
  const actions = useBatchActions(batchId)
  if (state === 'pausing')
    return (
      <Banner
        look="info"
        icon="pause"
        title={t('run.pausingTitle', n(counts.running))}
        actions={
          <Button size="small" onClick={actions.resume}>
            {t('run.keepRunning')}
          </Button>
        }
      >
        {t('run.pausingWhy')}
      </Banner>
    )
  if (state === 'needs-you')
    return (
      <Banner look="warn" icon="disk" title={reason === '' ? t('run.needsTitle') : shown(reason)}>
        {t('run.needsAfter')}
      </Banner>
    )
  return null
}
