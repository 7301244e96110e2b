import type { JobDetail } from '../../../contract/row-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { foldersOf, nameOf, shown, withoutDrop } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { BatchActions } from './batch-actions.ts'
import { Compare } from './compare.tsx'
import { Reasons } from './failure.tsx'
import { FileFacts } from './file-facts.tsx'
import { Timings } from './timings.tsx'
import { useCopy } from './use-copy.ts'
import { useTake } from './use-take.ts'

interface InspectorProps {
  batch: string
  seq: number
  /** Another one when the file moved on: what is known is asked for again. */
  version: string
  step: (by: 1 | -1) => void
  actions: BatchActions
}

/** One file: before and after, what was saved, how long each step took, and where the original is. */
export function Inspector({ batch, seq, version, step, actions }: InspectorProps) {
  const { t } = useTexts()
  const job = useAnswer('batch.job', { batch, seq }, version).value?.job
  if (!job) return null
  return (
    <>
      <div className="row g2">
        <div className="grow">
          <h2 className="h2 cut" title={shown(withoutDrop(job.path))}>
            {nameOf(job.path)}
          </h2>
          <p className="sm t3 cut">{foldersOf(job.path)}</p>
        </div>
        <IconButton size="small" icon="left" label={t('inspector.previous')} onClick={() => step(-1)} />
        <IconButton size="small" icon="right" label={t('inspector.next')} onClick={() => step(1)} />
      </div>
      <Compare batch={batch} job={job} />
      <FileFacts job={job} />
      {job.fault ? (
        <div className={job.state === 'failed' ? 'fail insp-f' : 'fail calm insp-f'}>
          <Reasons fault={job.fault} />
        </div>
      ) : null}
      {job.members.length > 1 ? <Members members={job.members} /> : null}
      {job.timings.length > 0 ? <Timings timings={job.timings} /> : null}
      <Original place={job.original} />
      <Doings batch={batch} job={job} actions={actions} />
    </>
  )
}

/** The files of a group, in the order they stand in the result. */
function Members({ members }: Pick<JobDetail, 'members'>) {
  const { t, format } = useTexts()
  return (
    <div>
      <h3 className="h3">{t('inspector.order')}</h3>
      <ol className="list ord" tabIndex={0} aria-label={t('inspector.order')}>
        {members.map(({ seq, path, sizeBytes }, nth) => (
          <li key={seq} title={shown(withoutDrop(path))}>
            <span className="t3 r">{format.count(nth + 1)}</span>
            <span className="cut">{nameOf(path)}</span>
            <span className="t3">{format.bytes(sizeBytes)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const originalTexts = {
  kept: 'inspector.kept',
  vault: 'inspector.moved',
  moved: 'inspector.movedAway',
  removed: 'inspector.removed',
} as const

function Original({ place }: { place: JobDetail['original'] }) {
  const { t } = useTexts()
  const isBroughtBack = place === 'vault' || place === 'moved'
  return (
    <div className="card insp-o">
      <div className="row g2 med">
        <Icon name="shield" size="s" />
        {t(originalTexts[place])}
      </div>
      {isBroughtBack ? <p className="sm t3">{t('inspector.movedWhy')}</p> : null}
    </div>
  )
}

function Doings({ batch, job, actions }: { batch: string; job: JobDetail; actions: BatchActions }) {
  const { t } = useTexts()
  const take = useTake(batch)
  const { copyPath } = useCopy()
  const { seq, outputs, state } = job
  const isDone = state === 'done' && outputs.length > 0
  const retry = state === 'failed' || state === 'cancelled'
  return (
    <div className="acts">
      {retry ? (
        <Button className="grow" icon="retry" onClick={() => actions.retry([[seq, seq]])}>
          {t('run.retry')}
        </Button>
      ) : (
        <Button className="grow" icon={take.icon} disabled={!isDone} onClick={() => take.result(job)}>
          {take.texts.one}
        </Button>
      )}
      <Button className="grow" onClick={() => copyPath(job)}>
        {t('run.copyPath')}
      </Button>
      <Button className="grow" icon="undo" disabled={!isDone} onClick={() => void actions.undo([job.path])}>
        {t('run.undoOne')}
      </Button>
    </div>
  )
}
