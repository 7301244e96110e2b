import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'
import type { Verdict } from './verdicts.ts'

/** The mark of what a look at a result found; the words beside it say the same. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  if (verdict === 'as-written') return <Mark state="done" />
  if (verdict === 'missing' || verdict === 'unreadable') return <Mark state="failed" />
  return (
    <span className="warn">
      <Icon name="alert" />
    </span>
  )
}
