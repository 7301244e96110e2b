import { useTexts } from '../../texts/use-texts.ts'
import { faultText } from '../../texts/fault-words.ts'
import { Banner } from '../../ui/banner.tsx'
import { verifiedCount } from '../../state/verified-files.ts'
import type { Verified } from './use-verify.ts'

/** How much is as it was written: the figure, the bar, and when it was looked at. */
export function VerifyHead({ verified, total }: { verified: Verified; total: number }) {
  const { t, n, format } = useTexts()
  const { found, state, fault, endedMs, tookMs } = verified
  const { 'as-written': good, changed, missing, unreadable } = found.counts
  const checked = verifiedCount(found)
  const most = Math.max(1, checked, state === 'checking' ? total : 0)
  const share = (part: number) => ({ '--w': `${(part / most) * 100}%` }) as React.CSSProperties
  const facts = {
    good: format.count(good),
    changed: format.count(changed),
    missing: format.count(missing + unreadable),
  }
  const [figure, words] =
    checked === 0
      ? [format.count(total), t('verify.headNew', n(total))]
      : [t('verify.figure', { good: facts.good, total: format.count(checked) }), t('verify.head', n(checked))]
  const when = t('verify.checked', { time: format.clock(endedMs), took: format.seconds(tookMs) })
  return (
    <div className="vf-h">
      <div className="row g3 wrap">
        <span className="vf-b">{figure}</span>
        <span className="t2 grow">{words}</span>
        <span className="sm t2" role="status">
          {state === 'checking' ? t('verify.checking') : state === 'done' ? when : ''}
          {state === 'stopped' && !fault ? t('verify.stopped') : ''}
        </span>
      </div>
      {state === 'new' ? null : (
        <div className="pbar" role="img" aria-label={t('verify.bar', facts)}>
          <i style={share(good)} />
          <i className="warn" style={share(changed)} />
          <i className="bad" style={share(missing + unreadable)} />
        </div>
      )}
      {fault ? <Banner look="bad" icon="alert" title={faultText(fault)} /> : null}
    </div>
  )
}
