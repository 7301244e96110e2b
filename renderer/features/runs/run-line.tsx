import { useState } from 'react'
import { useRecipeIcon } from '../../app/recipes.tsx'
import { printRoute } from '../../app/route.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { wholePercents } from '../../state/figures.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { recipeTitle, said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { BatchBar, useBatchWords } from '../run/batch-bar.tsx'
import { useBatchActions } from '../run/batch-actions.ts'
import { SaveElsewhere } from '../run/save-elsewhere.tsx'
import { CancelDialog } from '../run/cancel-dialog.tsx'

/** One batch under way: how far it is, why it waits, and the ways to stop it. */
export function RunLine({ live: { snapshot, figures } }: { live: LiveBatch }) {
  const icon = useRecipeIcon(snapshot.recipe)
  const titleOf = useBatchTitle()
  const title = titleOf(snapshot)
  const words = useBatchWords(figures)
  const note = useNote({ snapshot, figures })
  const still = snapshot.state === 'paused' || snapshot.state === 'needs-you'
  return (
    <div className="rn" role="listitem">
      <Glyph name={icon} />
      <a className="a" href={printRoute({ screen: 'run', batch: snapshot.batchId })}>
        <b className="cut">{title}</b>
        <span className="sm t3 cut">{recipeTitle(snapshot.recipe)}</span>
      </a>
      <div className="md">
        <div className={still ? 'is-paused col g1' : 'col g1'}>
          <div className="row sm">
            <span className="t1">{words.files}</span>
            <span className="grow" />
            <span className={snapshot.state === 'needs-you' ? 'med warn' : 'med'}>{words.state}</span>
          </div>
          <BatchBar title={title} figures={figures} />
          <div className="sm t3 cut" title={note}>
            {note}
          </div>
        </div>
      </div>
      <LineButtons snapshot={snapshot} title={title} />
    </div>
  )
}

function useNote({ snapshot, figures }: Pick<LiveBatch, 'snapshot' | 'figures'>): string {
  const { t, n, format } = useTexts()
  if (snapshot.reason !== '') return said(snapshot.reason)
  const { counts } = figures.snapshot
  if (snapshot.interrupted) return t('runs.interruptedLine', n(counts.waiting))
  const facts = { percent: format.percent(wholePercents(figures.fraction)), hand: t('runs.hand', n(counts.running)) }
  return counts.failed > 0
    ? t('runs.lineFailed', { ...facts, failed: t('run.failed', n(counts.failed)) })
    : t('runs.line', facts)
}

function LineButtons({ snapshot, title }: { snapshot: LiveBatch['snapshot']; title: string }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const open = useIsOpen()
  const actions = useBatchActions(snapshot.batchId)
  const paused = snapshot.state === 'paused' || snapshot.state === 'pausing'
  return (
    <span className="row g1 ac">
      {snapshot.held?.code === 'disk-full' && snapshot.watch === undefined ? (
        <SaveElsewhere batch={snapshot.batchId} />
      ) : (
        <Button
          size="small"
          icon={paused ? 'play' : 'pause'}
          disabled={!open}
          aria-label={t(paused ? 'runs.resumeOne' : 'runs.pauseOne', { title })}
          onClick={paused ? actions.resume : actions.pause}
        >
          {t(paused ? 'runs.resume' : 'runs.pause')}
        </Button>
      )}
      <IconButton
        size="small"
        icon="x"
        disabled={!open}
        label={t('runs.cancelOne', { title })}
        onClick={() => setAsking(true)}
      />
      {asking ? <CancelDialog snapshot={snapshot} onClose={() => setAsking(false)} /> : null}
    </span>
  )
}
