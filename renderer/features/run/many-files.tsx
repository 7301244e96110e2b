import { countOf, type Ranges } from '../../state/ranges.ts'
import type { RowPages } from '../../state/row-pages.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { selectedStates } from './selected-states.ts'

export function ManyFiles({ selection, pages }: { selection: Ranges; pages: RowPages }) {
  const { t, n, format } = useTexts()
  const { sizeBytes, whole } = selectedStates(selection, pages)
  return (
    <>
      <h2 className="h2">{t('run.selectedFiles', n(countOf(selection)))}</h2>
      {whole ? (
        <dl className="kv">
          <dt>{t('inspector.size')}</dt>
          <dd>{format.bytes(sizeBytes)}</dd>
        </dl>
      ) : null}
      <p className="sm t3">
        <kbd>Del</kbd> {t('run.selectHint')}
      </p>
    </>
  )
}
