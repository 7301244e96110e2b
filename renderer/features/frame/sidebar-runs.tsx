import type { BatchSnapshot } from '../../../contract/event.ts'
import { printRoute } from '../../app/route.ts'
import { useUploadOf } from '../../app/use-uploads.ts'
import { useLostMs } from '../../app/use-mirror.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { endedCount, isAtRest, wholeCount } from '../../state/batch-state.ts'
import { wholePercents } from '../../state/figures.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'

/** The batches that are not over: what needs the person first. */
export function SidebarRuns({ live }: { live: readonly LiveBatch[] }) {
  const { t } = useTexts()
  const of = (wanted: 'needs-you' | 'paused') => live.filter(({ snapshot }) => snapshot.state === wanted)
  const [needs, paused] = [of('needs-you'), of('paused')]
  const running = live.filter((batch) => !isAtRest(batch.snapshot))
  return (
    <>
      <Group title={t('frame.needsYou')} batches={needs} />
      <Group title={t('frame.running')} batches={running} />
      <Group title={t('frame.paused')} batches={paused} />
    </>
  )
}

function Group({ title, batches }: { title: string; batches: readonly LiveBatch[] }) {
  if (batches.length === 0) return null
  return (
    <>
      <div className="side-h">{title}</div>
      {batches.map((batch) => (
        <Item key={batch.snapshot.batchId} batch={batch} />
      ))}
    </>
  )
}

function Item({ batch: { snapshot, figures } }: { batch: LiveBatch }) {
  const { format } = useTexts()
  const titleOf = useBatchTitle()
  const title = titleOf(snapshot)
  return (
    <a className="side-w" href={printRoute({ screen: 'run', batch: snapshot.batchId })} title={title}>
      {snapshot.state === 'needs-you' ? (
        <i className="warn">
          <Icon name="alert" />
        </i>
      ) : (
        <Mark state={isAtRest(snapshot) ? 'paused' : 'running'} fraction={figures.fraction} />
      )}
      <span className="side-t">
        <b className="cut">{title}</b>
        <small className="cut">{useNote({ snapshot, figures })}</small>
      </span>
      <span className="n">{format.percent(wholePercents(figures.fraction))}</span>
    </a>
  )
}

function useNote({ snapshot: { state, held }, figures }: Pick<LiveBatch, 'snapshot' | 'figures'>): string {
  const { t, format } = useTexts()
  const lostMs = useLostMs()
  const sent = useSent(figures.snapshot)
  if (lostMs !== null) return t('frame.asOf', { time: format.clock(lostMs) })
  if (held?.code === 'disk-full') return t('frame.heldFull')
  if (held?.code === 'volume-gone') return t('frame.heldGone')
  if (state === 'pausing' || state === 'paused' || state === 'needs-you') return t(`frame.state.${state}`)
  if (sent) return t('upload.sidebar', sent)
  const total = format.count(wholeCount(figures.snapshot))
  return t('frame.ofFiles', { ended: format.count(endedCount(figures.snapshot)), total })
}

/** How much has come, in the same words as in the head of the run: what this page sends it knows to the byte, of others whole files. */
function useSent({ batchId, arriving }: BatchSnapshot): { done: string; total: string } | null {
  const { format } = useTexts()
  const progress = useUploadOf(batchId)?.progress
  if (!arriving) return null
  const { sentBytes, totalBytes } = progress ?? { sentBytes: arriving.arrivedBytes, totalBytes: arriving.bytes }
  return { done: format.bytesBefore(sentBytes, totalBytes), total: format.bytes(totalBytes) }
}
