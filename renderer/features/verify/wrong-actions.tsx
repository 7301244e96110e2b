import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { useCopyText } from '../../app/use-copy-text.ts'
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
  const copyText = useCopyText()
  if (wrong.length === 0) return null
  const lines = wrong.map(({ verdict, output }) => `${t(`verify.verdict.${verdict}`)}\t${output}`)
  return (
    <div className="row g2 wrap vf-a">
      <Button icon="copy" onClick={() => copyText(lines.join('\n'))}>
        {t('verify.copyList')}
      </Button>
      <Button icon="retry" disabled={!makeAgain} onClick={() => makeAgain?.(wrong)}>
        {t('verify.makeAll', n(wrong.length))}
      </Button>
    </div>
  )
}
