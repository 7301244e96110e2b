import type { BatchSnapshot } from '../../../contract/event.ts'
import { printRoute } from '../../app/route.ts'
import { useHost } from '../../app/use-host.ts'
import { verifiedCount, type VerifiedFiles } from '../../state/verified-files.ts'
import { recipeTitle } from '../../texts/said.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import type { MakeAgain } from './use-make-again.ts'
import { WrongActions } from './wrong-actions.tsx'

interface ReceiptProps {
  snapshot: BatchSnapshot
  found: VerifiedFiles
  makeAgain: MakeAgain | null
}

/** What was written down when the results were made, and what it says nothing about. */
export function Receipt({ snapshot, found, makeAgain }: ReceiptProps) {
  const { t, n, format } = useTexts()
  const host = useHost()
  const checked = verifiedCount(found)
  const { counts, recipe, out, startedMs, batchId } = snapshot
  const facts: [string, React.ReactNode][] = [
    [t('history.recipe'), recipeTitle(recipe)],
    [t('verify.run'), t('history.when', { day: format.date(startedMs), time: format.clock(startedMs) })],
    [t('verify.on'), host],
    [t('history.folder'), shown(out)],
    [t('history.files'), <a href={printRoute({ screen: 'run', batch: batchId })}>{t('history.open')}</a>],
  ]
  const left: [string, number][] = [
    [t('history.failedWord'), counts.failed],
    [t('history.skipped'), counts.skipped],
    [t('history.cancelled'), counts.cancelled],
    [t('history.undone'), counts.undone],
  ]
  const notCovered = left.filter(([, count]) => count > 0)
  return (
    <aside className="insp" aria-label={t('verify.receipt')}>
      <div>
        <h2 className="h2">{t('verify.receipt')}</h2>
        <p className="sm t3">
          {checked > 0
            ? t('verify.receiptOf', { ...n(checked), size: format.bytes(found.bytes) })
            : t('verify.receiptWhy')}
        </p>
      </div>
      <Facts lines={facts} />
      {notCovered.length > 0 ? (
        <div className="col g2">
          <h3 className="h3">{t('verify.notCovered')}</h3>
          <Facts lines={notCovered.map(([label, count]) => [label, format.count(count)] as const)} />
        </div>
      ) : null}
      <div className="card hi-u">
        <div className="row g2 med">
          <Icon name="shield" size="s" />
          {t('verify.keep')}
        </div>
        <p className="sm t3">{t('verify.keepWhy')}</p>
      </div>
      <WrongActions wrong={found.wrong} makeAgain={makeAgain} />
    </aside>
  )
}

function Facts({ lines }: { lines: readonly (readonly [string, React.ReactNode])[] }) {
  return (
    <dl className="kv">
      {lines.map(([label, value]) => (
        <div className="hi-k" key={label}>
          <dt>{label}</dt>
          <dd className="cut" {...(typeof value === 'string' ? { title: value } : {})}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
