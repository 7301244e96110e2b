import { useState } from 'react'
import { useAnswer } from '../../app/use-answer.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { BackLink } from '../frame/back-link.tsx'
import { Bar } from '../frame/bar.tsx'
import { NotHereYet } from '../frame/not-here-yet.tsx'
import { UnknownRun } from '../run/unknown-run.tsx'
import { ExportButton } from './export-button.tsx'
import { Receipt } from './receipt.tsx'
import { ShownResults } from './shown-results.tsx'
import { useMakeAgain } from './use-make-again.ts'
import { useVerify, type Verified } from './use-verify.ts'
import type { Verdict } from './verdicts.ts'
import { VerifyHead } from './verify-head.tsx'
import { VerifyTools } from './verify-tools.tsx'
import '../run/run.css'
import '../run/inspector.css'
import './verify.css'

/** The results of a batch beside what was written down of them. */
export function Verify({ batch }: { batch: string }) {
  const { t } = useTexts()
  const { verified, start, stop } = useVerify(batch)
  const [shownVerdict, setShown] = useState<Verdict | 'all'>('all')
  const [search, setSearch] = useState('')
  const asked = useAnswer('batch.get', { batch })
  const snapshot = asked.value?.batch
  const titleOf = useBatchTitle()
  const { found, checksums, state } = verified
  const makeAgain = useMakeAgain({ recipe: snapshot?.recipe ?? '', out: snapshot?.out ?? '' }, found.wrong)
  if (!snapshot)
    return (
      <>
        <Bar title={t('verify.title')} />
        {asked.fault?.code === 'batch-unknown' ? <UnknownRun /> : <NotHereYet />}
      </>
    )
  const title = titleOf(snapshot)
  return (
    <>
      <Bar
        title={title}
        before={<BackLink to={{ screen: 'history', batch }} label={t('frame.history')} />}
        beside={<Of startedMs={snapshot.startedMs} />}
      >
        <ExportButton title={title} sums={state === 'done' ? checksums : []} />
        <StartOrStop state={state} start={start} stop={stop} />
      </Bar>
      <VerifyHead verified={verified} total={snapshot.counts.done} />
      {state === 'new' ? null : (
        <VerifyTools found={found} shown={shownVerdict} onShow={setShown} search={search} onSearch={setSearch} />
      )}
      <div className="split">
        <div className="pad vf-l">
          <ShownResults verified={verified} shown={shownVerdict} search={search} makeAgain={makeAgain} />
        </div>
        <Receipt snapshot={snapshot} found={found} makeAgain={makeAgain} />
      </div>
    </>
  )
}

/** The day it ran. */
function Of({ startedMs }: { startedMs: number }) {
  const { t, format } = useTexts()
  return <span className="sub">{t('verify.of', { date: format.date(startedMs) })}</span>
}

function StartOrStop({ state, start, stop }: { state: Verified['state']; start: () => void; stop: () => void }) {
  const { t } = useTexts()
  // The second press of a double click was meant for what stood here before.
  const once = (act: () => void) => (event: React.MouseEvent) => event.detail > 1 || act()
  if (state === 'checking')
    return (
      <Button icon="x" onClick={once(stop)}>
        {t('verify.stop')}
      </Button>
    )
  return (
    <Button look="primary" icon="shield" onClick={once(start)}>
      {t(state === 'new' ? 'verify.start' : 'verify.again')}
    </Button>
  )
}
