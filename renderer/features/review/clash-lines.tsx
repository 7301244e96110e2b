import type { BatchPlan } from '../../../contract/batch-commands.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ConflictChoice, Line } from './review-parts.tsx'

interface ClashesProps {
  plan: BatchPlan
  out: string
  mode: ConflictMode
  onConflict: (mode: ConflictMode) => void
  onDecide: () => void
}

/** Results that would meet a file of their name, and what is done then; and results that would meet one another. */
export function ClashLines({ plan: { counts, files }, out, mode, onConflict, onDecide }: ClashesProps) {
  const { t, n } = useTexts()
  const { collisions, among = 0 } = counts
  const there = collisions - among
  return (
    <>
      {there > 0 ? (
        <Line
          look="warn"
          what={t('review.clashes', { ...n(there), folder: nameOf(out) })}
          why={t(`review.clash.${mode}`)}
        >
          <span className="row g2">
            {files.some(({ taken }) => taken) ? (
              <Button size="small" onClick={onDecide}>
                {t('review.decide')}
              </Button>
            ) : null}
            <ConflictChoice value={mode} onChange={onConflict} />
          </span>
        </Line>
      ) : null}
      {among > 0 ? <Line look="warn" what={t('review.among', n(among))} why={t('review.amongWhy')} /> : null}
    </>
  )
}
