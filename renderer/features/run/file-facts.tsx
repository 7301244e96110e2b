import type { JobDetail } from '../../../contract/row-commands.ts'
import { said } from '../../texts/said.ts'
import { shortened } from '../../texts/shortened.ts'
import { formatOf, nameOf, shown } from '../../texts/shown-path.ts'
import { leastShare, savedShare } from '../../state/saved-share.ts'
import { takenOut } from '../../state/taken-out.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useStateText } from './row-state.tsx'

/** Results told by name; the rest of many stands below the row. */
const outputsMost = 4
/** As many characters of a name as there is room for. */
const nameMost = 26

/** What became of a file in figures: its size, pixels, format, names, and how long it took. */
export function FileFacts({ job }: { job: JobDetail }) {
  const { t, format } = useTexts()
  const state = useStateText(job)
  const outBytes = job.outputs.reduce((sum, { bytes }) => sum + bytes, 0)
  const isDone = job.state === 'done' && job.outputs.length > 0 && !job.group
  const saved = savedShare(job.sizeBytes, outBytes)
  const formats = format.list([...new Set(job.outputs.map(({ path }) => formatOf(path)))].filter(Boolean))
  return (
    <dl className="kv">
      {isDone ? null : (
        <>
          <dt>{t('inspector.state')}</dt>
          <dd>{state}</dd>
        </>
      )}
      <dt>{t('inspector.size')}</dt>
      <dd>
        {isDone
          ? t('inspector.sizeChange', { from: format.bytes(job.sizeBytes), to: format.bytes(outBytes) })
          : format.bytes(job.sizeBytes)}
        {isDone && saved >= leastShare ? (
          <>
            , <span className="ok med">{t('inspector.savedShare', { percent: format.percent(saved) })}</span>
          </>
        ) : null}
      </dd>
      <Pixels of={job.outputs} />
      {formats !== '' ? (
        <>
          <dt>{t('inspector.format')}</dt>
          <dd>{t('inspector.formatChange', { from: formatOf(job.path), to: formats })}</dd>
        </>
      ) : null}
      <Outputs of={job.outputs} />
      <Lost of={job.outputs} />
      <Taken of={job.outputs} />
      {job.ms > 0 ? (
        <>
          <dt>{t('inspector.took')}</dt>
          <dd>{format.work(job.ms)}</dd>
        </>
      ) : null}
    </dl>
  )
}

/** Of results that are pictures: how large they are, the first of them where they differ. */
function Pixels({ of }: { of: JobDetail['outputs'] }) {
  const { t } = useTexts()
  const { width, height } = of[0]?.facts ?? {}
  if (typeof width !== 'number' || typeof height !== 'number') return null
  return (
    <>
      <dt>{t('inspector.pixels')}</dt>
      <dd>{t('inspector.pixelsSize', { width, height })}</dd>
    </>
  )
}

/** What the formats of the results could not hold. */
function Lost({ of }: { of: JobDetail['outputs'] }) {
  const { t, format } = useTexts()
  const lost = new Set(of.flatMap(({ facts }) => (facts?.lost === undefined ? [] : String(facts.lost).split(', '))))
  if (lost.size === 0) return null
  return (
    <>
      <dt>{t('inspector.lost')}</dt>
      <dd>{format.list([...lost].map(said))}</dd>
    </>
  )
}

/** What the results do not say about people any more; by its names in the report. */
function Taken({ of }: { of: JobDetail['outputs'] }) {
  const { t, format } = useTexts()
  const removed = of.flatMap(({ facts }) => (facts?.removed === undefined ? [] : String(facts.removed)))
  if (removed.length === 0) return null
  const kinds = [...new Set(removed.flatMap(takenOut))]
  return (
    <>
      <dt>{t('inspector.taken')}</dt>
      <dd title={shown(removed.join('\n'))}>
        {kinds.length === 0
          ? t('inspector.takenNothing')
          : format.list(kinds.map((kind) => t(`inspector.takenKinds.${kind}`)))}
      </dd>
    </>
  )
}

function Outputs({ of }: { of: JobDetail['outputs'] }) {
  const { t, format } = useTexts()
  return (
    <>
      {of.slice(0, outputsMost).map(({ path }, nth) => (
        <Output key={path} path={path} isFirst={nth === 0} />
      ))}
      {of.length > outputsMost ? (
        <>
          <dt />
          <dd className="t3">{t('inspector.moreResults', { text: format.count(of.length - outputsMost) })}</dd>
        </>
      ) : null}
    </>
  )
}

function Output({ path, isFirst }: { path: string; isFirst: boolean }) {
  const { t } = useTexts()
  return (
    <>
      <dt>{isFirst ? t('inspector.savedAs') : ''}</dt>
      <dd className="cut" title={shown(path)}>
        {shortened(nameOf(path), nameMost)}
      </dd>
    </>
  )
}
