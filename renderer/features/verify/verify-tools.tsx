import { verifiedCount, type VerifiedFiles } from '../../state/verified-files.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { VerdictMark } from './verdict-mark.tsx'
import { type Verdict, verdicts } from './verdicts.ts'

interface VerifyToolsProps {
  found: VerifiedFiles
  shown: Verdict | 'all'
  onShow: (verdict: Verdict | 'all') => void
  search: string
  onSearch: (search: string) => void
}

/** Which of the results are shown: by verdict, with how many each has, and by name. */
export function VerifyTools({ found, shown, onShow, search, onSearch }: VerifyToolsProps) {
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
