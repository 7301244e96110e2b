import { useState } from 'react'
import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { useToast } from '../../app/toasts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { verifiedCount, type VerifiedFiles } from '../../state/verified-files.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { saveText } from '../../ui/save-text.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { UnknownRun } from '../run/unknown-run.tsx'
import { BackLink } from '../frame/back-link.tsx'
import { Bar } from '../frame/bar.tsx'
import { Receipt } from './receipt.tsx'
import { type MakeAgain, useMakeAgain } from './use-make-again.ts'
import { useVerify, type Verified } from './use-verify.ts'
import { VerifyHead } from './verify-head.tsx'
import { VerifyLists } from './verify-lists.tsx'
import { VerdictMark } from './verdict-mark.tsx'
import { type Verdict, verdicts } from './verdicts.ts'
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
        {asked.fault?.code === 'batch-unknown' ? <UnknownRun /> : null}
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
        <Tools found={found} shown={shownVerdict} onShow={setShown} search={search} onSearch={setSearch} />
      )}
      <div className="split">
        <div className="pad vf-l">
          <Middle verified={verified} shown={shownVerdict} search={search} makeAgain={makeAgain} />
        </div>
        <Receipt snapshot={snapshot} found={found} makeAgain={makeAgain} />
      </div>
    </>
  )
}

function ExportButton({ title, sums }: { title: string; sums: Verified['checksums'] }) {
  const { t } = useTexts()
  const toast = useToast()
  const save = () => {
    saveText(sums, { fileName: `${title}.sha256`, type: 'text/plain;charset=utf-8' })
    toast({ text: t('verify.exported') })
  }
  return (
    <Button icon="csv" disabled={sums.length === 0} onClick={save}>
      {t('verify.export')}
    </Button>
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

interface MiddleProps {
  verified: Verified
  shown: Verdict | 'all'
  search: string
  makeAgain: MakeAgain | null
}

function Middle({ verified, shown, search, makeAgain }: MiddleProps) {
  const { t } = useTexts()
  if (verified.state === 'new')
    return (
      <Empty icon="shield" title={t('verify.newTitle')}>
        <p className="sm t3">{t('verify.newWhy')}</p>
      </Empty>
    )
  const wanted = search.trim().toLowerCase()
  const { found } = verified
  const matches = ({ output, verdict }: VerifiedFile) =>
    (shown === 'all' || verdict === shown) && nameOf(output).toLowerCase().includes(wanted)
  const [wrong, right] = [found.wrong.filter(matches), found.right.filter(matches)]
  return (
    <>
      {wrong.length + right.length === 0 && search !== '' ? (
        <Empty icon="search" title={t('verify.nothing', { search })} />
      ) : (
        <VerifyLists wrong={wrong} right={right} makeAgain={makeAgain} />
      )}
      <HeldOnly found={found} />
    </>
  )
}

/** Of very many results only the first are listed. */
function HeldOnly({ found }: { found: VerifiedFiles }) {
  const { t, format } = useTexts()
  const [held, total] = [found.wrong.length + found.right.length, verifiedCount(found)]
  if (held === total) return null
  return <p className="sm t3">{t('verify.heldOnly', { held: format.count(held), total: format.count(total) })}</p>
}

interface ToolsProps {
  found: VerifiedFiles
  shown: Verdict | 'all'
  onShow: (verdict: Verdict | 'all') => void
  search: string
  onSearch: (search: string) => void
}

function Tools({ found, shown, onShow, search, onSearch }: ToolsProps) {
  const { t, format } = useTexts()
  const count = (verdict: Verdict | 'all') => (verdict === 'all' ? verifiedCount(found) : found.counts[verdict])
  // Hardly anybody ever meets a result that cannot be read.
  const told = verdicts.filter((verdict) => verdict !== 'unreadable' || count(verdict) > 0)
  return (
    <div className="tools" role="toolbar" aria-label={t('verify.filter')}>
      {(['all', ...told] as const).map((verdict) => (
        <button
          key={verdict}
          type="button"
          className="chip"
          aria-pressed={shown === verdict}
          onClick={() => onShow(verdict)}
        >
          {verdict === 'all' ? null : (
            <span className="hide-n">
              <VerdictMark verdict={verdict} />
            </span>
          )}
          {t(`verify.verdict.${verdict}`)} <span className="n">{format.count(count(verdict))}</span>
        </button>
      ))}
      <span className="grow" />
      <SearchField className="run-q" label={t('verify.search')} value={search} onChange={onSearch} />
    </div>
  )
}
