import type { PreviewFile, PreviewResult } from '../../../contract/preview-commands.ts'
import { formatOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

interface FactsProps {
  before: PreviewFile
  result: PreviewResult
  /** The same result as it was really made; its figures stand until there are newer ones. */
  whole: PreviewResult | undefined
  /** How long making it took. */
  ms: number | undefined
  busy: boolean
}

/** Sizes as bars, and what else has become another. */
export function PreviewFacts({ before, result, whole, ms, busy }: FactsProps) {
  const { t, format } = useTexts()
  return (
    <>
      <Sizes from={before.bytes ?? 0} to={whole?.bytes ?? null} />
      <dl className="kv">
        <Saved from={before.bytes ?? 0} to={whole?.bytes ?? null} />
        <dt>{t('recipe.name')}</dt>
        <dd className="cut" title={shown(result.name)}>
          {shown(result.name)}
        </dd>
        <Pixels before={before} result={result} />
        <dt>{t('recipe.kind')}</dt>
        <dd>{change(formatOf(before.name), formatOf(result.name))}</dd>
        <dt>{t('recipe.time')}</dt>
        <dd>{ms === undefined || busy ? '…' : format.seconds(ms)}</dd>
      </dl>
    </>
  )
}

/** `to` null: nobody knows yet. */
interface Bytes {
  from: number
  to: number | null
}

function Sizes({ from, to }: Bytes) {
  const { t, format } = useTexts()
  const most = Math.max(from, to ?? 0, 1)
  return (
    <div className="sizebar">
      <Size label={t('recipe.before')} share={from / most} text={format.bytes(from)} />
      <Size label={t('recipe.after')} share={(to ?? 0) / most} text={to === null ? '…' : format.bytes(to)} after />
    </div>
  )
}

const leastSaved = 0.005

function Saved({ from, to }: Bytes) {
  const { t, format } = useTexts()
  const saved = to === null || from === 0 ? 0 : 1 - to / from
  if (saved < leastSaved) return null
  return (
    <>
      <dt>{t('recipe.savedSpace')}</dt>
      <dd className="ok med">{format.percent(saved)}</dd>
    </>
  )
}

function Size({ label, share, text, after = false }: { label: string; share: number; text: string; after?: boolean }) {
  return (
    <div>
      <span className="t2 cut">{label}</span>
      <i className={after ? 'a' : ''} style={{ '--w': `${Math.round(share * 100)}%` } as React.CSSProperties} />
      <span className={after ? 'med pv-n' : 'pv-n'}>{text}</span>
    </div>
  )
}

function Pixels({ before, result }: { before: PreviewFile; result: PreviewFile }) {
  const { t } = useTexts()
  const [from, to] = [before, result].map(({ facts: { width, height } }) => (width ? `${width} × ${height}` : ''))
  if (!to) return null
  return (
    <>
      <dt>{t('recipe.pixels')}</dt>
      <dd>{change(from ?? '', to)}</dd>
    </>
  )
}

function change(from: string, to: string): string {
  return from === to || from === '' ? to : `${from} → ${to}`
}
