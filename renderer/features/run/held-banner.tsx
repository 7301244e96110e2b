import type { BatchSnapshot } from '../../../contract/event.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { said } from '../../texts/said.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'
import { SaveElsewhere } from './save-elsewhere.tsx'

/** What a batch waits for: a full disk, one that is away, or something else the engine says in its own words. With the way out. */
export function HeldBanner({ snapshot }: { snapshot: BatchSnapshot }) {
  const { batchId, held, reason, out, counts } = snapshot
  const { t, format } = useTexts()
  const folder = nameOf(out)
  if (held?.code === 'disk-full') {
    const need = restBytes(counts)
    const needs = need > 0 ? `${t('run.held.needs', { size: format.bytes(need) })} ` : ''
    const elsewhere = snapshot.watch === undefined ? <SaveElsewhere batch={batchId} /> : undefined
    return (
      <Banner look="warn" icon="disk" title={t('run.held.full', { folder })} actions={elsewhere}>
        {needs}
        {t('run.held.fullWhy')}
      </Banner>
    )
  }
  if (held?.code === 'volume-gone')
    return (
      <Banner
        look="warn"
        icon="unplug"
        title={t('run.held.gone', { folder })}
        actions={<SkipButton snapshot={snapshot} />}
      >
        {t('run.held.goneWhy')}
      </Banner>
    )
  return (
    <Banner look="warn" icon="alert" title={reason === '' ? t('run.needsTitle') : said(reason)}>
      {t('run.needsAfter')}
    </Banner>
  )
}

/** Gives up what waits for the disk. The word about it offers the way back. */
function SkipButton({ snapshot: { batchId, counts } }: { snapshot: BatchSnapshot }) {
  const { t, n } = useTexts()
  const open = useIsOpen()
  const actions = useBatchActions(batchId)
  const left = counts.waiting + counts.running
  if (left === 0) return null
  return (
    <Button size="small" disabled={!open} onClick={() => actions.drop([[0, counts.total - 1]])}>
      {t('run.held.skip', n(left))}
    </Button>
  )
}

/** What the results still to come will need, if they turn out as those before; 0 while there were none. */
function restBytes({ totalBytes, endedBytes, outputBytes }: BatchCounts): number {
  return endedBytes === 0 ? 0 : (totalBytes - endedBytes) * (outputBytes / endedBytes)
}
