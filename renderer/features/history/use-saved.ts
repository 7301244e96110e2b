import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useReplaces } from '../../app/recipes.tsx'
import { savedBytes } from '../../state/saved-bytes.ts'
import { useTexts } from '../../texts/use-texts.ts'

type Ran = Pick<BatchRow, 'recipe' | 'counts'>

/** What batches saved where they replaced originals; else what they wrote; nothing where they wrote nothing. */
export function useSaved(): (rows: readonly Ran[]) => string {
  const { t, format } = useTexts()
  const replaces = useReplaces()
  return (rows) => {
    const sum = (of: (row: Ran) => number) => rows.reduce((all, row) => all + of(row), 0)
    const saved = sum(({ recipe, counts }) => savedBytes(counts, replaces(recipe)))
    if (saved > 0) return t('history.saved', { size: format.bytes(saved) })
    const written = sum(({ counts }) => counts.outputBytes)
    return written > 0 ? t('history.written', { size: format.bytes(written) }) : ''
  }
}
