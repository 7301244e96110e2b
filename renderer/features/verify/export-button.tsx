import { useToast } from '../../app/toasts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { saveText } from '../../ui/save-text.ts'
import type { Verified } from './use-verify.ts'

/** Saves the checksums of the results as a list that `sha256sum` reads; there is none before all are known. */
export function ExportButton({ title, sums }: { title: string; sums: Verified['checksums'] }) {
  const { t } = useTexts()
  const toast = useToast()
  const save = () => {
    saveText(sums, { fileName: `${title}.sha256`, type: 'text/plain;charset=utf-8' })
    toast({ text: t('verify.exported') })
  }
  return (
    <Button icon="csv" disabled={sums.length === 0} onClick={save}>
      {t('verify.export')}
    </Button>
  )
}
