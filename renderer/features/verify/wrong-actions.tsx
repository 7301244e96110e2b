import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { useToast } from '../../app/toasts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import type { MakeAgain } from './use-make-again.ts'

interface WrongProps {
  /** Results that are not as they were written. */
  wrong: readonly VerifiedFile[]
  makeAgain: MakeAgain | null
}

/** What can be done about all of them at once. */
export function WrongActions({ wrong, makeAgain }: WrongProps) {
  const { t, n } = useTexts()
  const toast = useToast()
  if (wrong.length === 0) return null
  const lines = wrong.map(({ verdict, output }) => `${t(`verify.verdict.${verdict}`)}\t${output}`)
  const copy = async () => {
    // Absent on pages that came over plain HTTP from another computer.
    const clipboard = navigator.clipboard as Clipboard | undefined
    await clipboard?.writeText(lines.join('\n'))
    toast({ text: t('frame.copied') })
  }
  return (
    <div className="row g2 wrap vf-a">
      <Button icon="copy" onClick={() => void copy().catch(() => {})}>
        {t('verify.copyList')}
      </Button>
      <Button icon="retry" disabled={!makeAgain} onClick={() => makeAgain?.(wrong)}>
        {t('verify.makeAll', n(wrong.length))}
      </Button>
    </div>
  )
}
