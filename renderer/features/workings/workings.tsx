import { useCopyText } from '../../app/use-copy-text.ts'
import { useMirrorList } from '../../app/use-mirror.ts'
import { useWorkings, type Workings } from '../../app/use-workings.ts'
import type { Bottleneck } from '../../state/bottleneck.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Bar } from '../frame/bar.tsx'
import { Findings } from './findings.tsx'
import { TimeShares } from './time-shares.tsx'
import { WayOfAFile } from './way-of-a-file.tsx'
import '../run/run.css'
import '../run/inspector.css'
import './workings.css'

/** What holds files back, in a sentence first; then the way of a file, and what each part shares. */
export function WorkingsScreen() {
  const { t } = useTexts()
  const told = useWorkings()
  return (
    <>
      <Bar
        title={t('workings.title')}
        beside={<span className="sub hide-n">{t('workings.sub')}</span>}
        before={
          <a className="ib wk-b" href="#/runs" aria-label={t('frame.runs')} title={t('frame.runs')}>
            <Icon name="left" />
          </a>
        }
      >
        <SupportButton workings={told?.workings} />
      </Bar>
      <div className="body">{told ? <Told {...told} /> : null}</div>
    </>
  )
}

function Told({ workings, bottleneck }: { workings: Workings; bottleneck: Bottleneck }) {
  const { t, n } = useTexts()
  const cpu = workings.shared.find(({ name }) => name === 'cpu')
  const facts = { workers: t('workings.workers', n(cpu?.limit ?? 0)), files: t('frame.files', n(cpu?.waiting ?? 0)) }
  return (
    <div className="pad col wk">
      <section className="wk-1">
        <div className="grow">
          <p className="sm t2">{t('workings.bottleneck')}</p>
          <h2>{t(`workings.limit.${bottleneck}`)}</h2>
          <p className="t2 wk-w">{t(`workings.why.${bottleneck}`, facts)}</p>
        </div>
        <TimeShares title={t('workings.time')} stages={workings.stages} />
      </section>
      <WayOfAFile workings={workings} bottleneck={bottleneck} />
      <Findings workings={workings} />
    </div>
  )
}

/** For somebody who may help: figures and states, no names and no contents of files. */
function SupportButton({ workings }: { workings: Workings | undefined }) {
  const { t } = useTexts()
  const copyText = useCopyText()
  const batches = useMirrorList(({ batches: all }) => [...all.values()].map(({ snapshot }) => snapshot))
  const copy = () => {
    const about = {
      ...workings,
      waiting: workings?.waiting.length,
      inHand: workings?.inHand.map(({ stage, ms }) => ({ stage, ms })),
      slow: workings?.slow.map(({ ms }) => ms),
      batches: batches.map(({ state, counts, stages, held }) => ({ state, counts, stages, held: held?.code ?? null })),
    }
    copyText(JSON.stringify(about, null, 2))
  }
  return (
    <Button icon="copy" disabled={!workings} title={t('workings.supportWhy')} onClick={copy}>
      {t('workings.support')}
    </Button>
  )
}
