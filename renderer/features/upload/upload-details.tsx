import type { BatchSnapshot } from '../../../contract/event.ts'
import { isCalled, useRecipes } from '../../app/recipes.tsx'
import { useHost } from '../../app/use-host.ts'
import { useStepTitles } from '../../app/use-step-titles.ts'
import type { UploadRow } from '../../state/upload-rows.ts'
import { pendingSeq } from '../../state/pending-rows.ts'
import { pieceBytes } from '../../state/send-file.ts'
import { foldersOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNow } from '../../app/use-now.ts'
import type { BatchActions } from '../run/batch-actions.ts'
import { useUploadAdvice } from './upload-advice.ts'

interface DetailsProps {
  row: UploadRow
  /** The run it is sent to. */
  snapshot: BatchSnapshot
  actions: BatchActions
}

/** A file on its way to the server: how far it is, and that the original stays on this computer. */
export function UploadDetails({ row, snapshot, actions }: DetailsProps) {
  const { t, format } = useTexts()
  const advice = useUploadAdvice()
  const { path, sizeBytes, state, sentBytes, fault } = row
  return (
    <>
      <div>
        <h2 className="h2 cut" title={shown(path)}>
          {nameOf(path)}
        </h2>
        <p className="sm t3 cut">{foldersOf(path)}</p>
      </div>
      <div className="col g2">
        <div className="row">
          <span className="grow med">{t(`upload.details.${state}`)}</span>
          <b className="med">
            {t('upload.bytesOf', { done: format.bytesBefore(sentBytes, sizeBytes), total: format.bytes(sizeBytes) })}
          </b>
        </div>
        <div className="pbar" aria-hidden="true">
          <i style={{ '--w': `${sizeBytes === 0 ? 0 : (sentBytes / sizeBytes) * 100}%` } as React.CSSProperties} />
        </div>
      </div>
      {fault ? <p className="sm">{advice(path, fault)}</p> : null}
      <Facts row={row} snapshot={snapshot} />
      <Stays />
      <Doings row={row} actions={actions} />
    </>
  )
}

function Facts({ row: { state, startedMs, sizeBytes, sentBytes }, snapshot }: Pick<DetailsProps, 'row' | 'snapshot'>) {
  const { t, n, format } = useTexts()
  const then = useSteps(snapshot.recipe)
  const nowMs = useNow({ counting: state === 'sending' })
  const bytesPerS = state === 'sending' ? sentBytes / Math.max(0.5, (nowMs - startedMs) / 1000) : 0
  const parts = Math.max(1, Math.ceil(sizeBytes / pieceBytes))
  const left = bytesPerS > 0 ? format.rough(((sizeBytes - sentBytes) / bytesPerS) * 1000) : ''
  return (
    <dl className="kv">
      {bytesPerS > 0 ? (
        <>
          <dt>{t('run.speed')}</dt>
          <dd>{t('run.bytesPerS', { size: format.bytes(bytesPerS) })}</dd>
          <dt>{t('upload.left')}</dt>
          <dd>{t('upload.about', { time: left })}</dd>
        </>
      ) : null}
      <dt>{t('upload.sentIn')}</dt>
      <dd>{t('upload.parts', { done: format.count(Math.floor(sentBytes / pieceBytes)), ...n(parts) })}</dd>
      {then === '' ? null : (
        <>
          <dt>{t('upload.afterwards')}</dt>
          <dd>{then}</dd>
        </>
      )}
      <dt>{t('upload.results')}</dt>
      <dd className="cut" title={shown(snapshot.out)}>
        {nameOf(snapshot.out)}
      </dd>
    </dl>
  )
}

/** The steps of a recipe in a few words. */
function useSteps(called: string): string {
  const titles = useStepTitles()
  const recipe = useRecipes()?.find((known) => isCalled(known, called))?.recipe
  const steps = recipe?.steps ?? []
  return useTexts().format.list(
    steps.flatMap((step) => (step.kind === 'step' ? [titles.get(step.call.step) ?? step.call.step] : [])),
  )
}

function Stays() {
  const { t } = useTexts()
  const host = useHost()
  return (
    <div className="card up-s">
      <div className="row g2 med">
        <Icon name="shield" size="s" />
        {t('upload.stays')}
      </div>
      <p className="sm t3">{t('upload.staysWhy', { host })}</p>
    </div>
  )
}

function Doings({ row: { nth, state }, actions }: Pick<DetailsProps, 'row' | 'actions'>) {
  const { t } = useTexts()
  const seq = pendingSeq(nth)
  const mayCancel = state === 'waiting' || state === 'sending'
  return (
    <div className="acts">
      {mayCancel || state === 'arrived' || state === 'known' ? (
        <Button className="grow" icon="x" disabled={!mayCancel} onClick={() => actions.drop([[seq, seq]])}>
          {t('upload.cancelFile')}
        </Button>
      ) : (
        <Button className="grow" icon="retry" onClick={() => actions.retry([[seq, seq]])}>
          {t('upload.sendFile')}
        </Button>
      )}
      <Button className="grow" icon="dl" disabled>
        {t('run.downloadOne')}
      </Button>
    </div>
  )
}
