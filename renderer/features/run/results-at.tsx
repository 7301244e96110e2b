import type { BatchSnapshot } from '../../../contract/event.ts'
import { isCalled, useRecipes } from '../../app/recipes.tsx'
import { useCopyText } from '../../app/use-copy-text.ts'
import { isOver } from '../../state/batch-state.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'

/** Where the results of a run are, or go: its folder, whose end is the last to be cut off, or the places of the originals. */
export function ResultsAt({ snapshot }: { snapshot: BatchSnapshot }) {
  const { t } = useTexts()
  const copy = useCopyText()
  const replaces = useReplaces(snapshot)
  const are = isOver(snapshot) && snapshot.counts.done > 0
  if (replaces)
    return <span className="t3 sm cut grow">{t(are ? 'inspector.resultsInPlace' : 'inspector.resultsGoInPlace')}</span>
  const { out } = snapshot
  return (
    <span className="row g1 grow res-at">
      <span className="t3 sm nowrap">{t(are ? 'inspector.resultsIn' : 'inspector.resultsGoTo')}</span>
      <span className="t2 sm cut from-end" title={shown(out)}>
        <bdi>{shown(out)}</bdi>
      </span>
      <IconButton size="small" icon="copy" label={t('inspector.copyFolder')} onClick={() => copy(out)} />
    </span>
  )
}

/** Of a run that an earlier version began only its recipe tells so, unless it has become another one. */
function useReplaces({ replaces, recipe }: BatchSnapshot): boolean {
  const known = useRecipes()?.find((one) => isCalled(one, recipe))
  return replaces ?? known?.recipe?.originals.act === 'replace'
}
