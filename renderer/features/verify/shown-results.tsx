import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { verifiedCount, type VerifiedFiles } from '../../state/verified-files.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import type { MakeAgain } from './use-make-again.ts'
import type { Verified } from './use-verify.ts'
import type { Verdict } from './verdicts.ts'
import { VerifyLists } from './verify-lists.tsx'

interface ShownResultsProps {
  verified: Verified
  shown: Verdict | 'all'
  search: string
  makeAgain: MakeAgain | null
}

/** The results that were asked for, the wrong ones apart; before the first check, what it would tell. */
export function ShownResults({ verified, shown, search, makeAgain }: ShownResultsProps) {
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
