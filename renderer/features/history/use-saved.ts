import type { BatchCounts } from '../../../contract/job.ts'
import { ownSizes } from '../../../contract/own-counts.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What batches saved; where nothing, what they wrote; nothing where they wrote nothing. */
export function useSaved(): (rows: readonly { counts: BatchCounts }[]) => string {
  const { t, format } = useTexts()
  return (rows) => {
    const saved = rows.reduce((sum, { counts }) => sum + savedBytes(counts), 0)
    if (saved > 0) return t('history.saved', { size: format.bytes(saved) })
    const written = rows.reduce((sum, { counts }) => sum + ownSizes(counts).outputBytes, 0)
    return written > 0 ? t('history.written', { size: format.bytes(written) }) : ''
  }
}
