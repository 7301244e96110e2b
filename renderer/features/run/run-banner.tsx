import type { BatchSnapshot } from '../../../contract/event.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import { said } from '../../texts/said.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'

/** What holds the batch, and the way out. */
export function RunBanner({ snapshot }: { snapshot: BatchSnapshot }) {
  const { batchId, state, counts } = snapshot
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
  if (state === 'needs-you') return <Held snapshot={snapshot} />
  return null
}

/** A full disk, one that is away, or something else the engine says in its own words. */
function Held({ snapshot: { held, reason, out, counts } }: { snapshot: BatchSnapshot }) {
  const { t, format } = useTexts()
  const folder = nameOf(out)
  if (held?.code === 'disk-full') {
    const need = restBytes(counts)
    const needs = need > 0 ? `${t('run.held.needs', { size: format.bytes(need) })} ` : ''
    return (
      <Banner look="warn" icon="disk" title={t('run.held.full', { folder })}>
        {needs}
        {t('run.held.fullWhy')}
      </Banner>
    )
  }
  if (held?.code === 'volume-gone')
    return (
      <Banner look="warn" icon="unplug" title={t('run.held.gone', { folder })}>
        {t('run.held.goneWhy')}
      </Banner>
    )
  return (
    <Banner look="warn" icon="alert" title={reason === '' ? t('run.needsTitle') : said(reason)}>
      {t('run.needsAfter')}
    </Banner>
  )
}

/** What the results still to come will need, if they turn out as those before; 0 while there were none. */
function restBytes({ totalBytes, endedBytes, outputBytes }: BatchCounts): number {
  return endedBytes === 0 ? 0 : (totalBytes - endedBytes) * (outputBytes / endedBytes)
}
