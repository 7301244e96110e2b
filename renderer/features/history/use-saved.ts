import { useTexts } from '../../texts/use-texts.ts'

/** What a batch saved; where results are larger than the originals, what it wrote; nothing where it wrote nothing. */
export function useSaved(): (counts: { doneBytes: number; outputBytes: number }) => string {
  const { t, format } = useTexts()
  return ({ doneBytes, outputBytes }) => {
    if (outputBytes === 0) return ''
    const savedBytes = doneBytes - outputBytes
    return savedBytes > 0
      ? t('history.saved', { size: format.bytes(savedBytes) })
      : t('history.written', { size: format.bytes(outputBytes) })
  }
}
