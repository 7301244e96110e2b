import { useState } from 'react'
import { isOver } from '../../state/batch-state.ts'
import type { Figures } from '../../state/figures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useBatchWords } from './batch-bar.tsx'

/** One quiet sentence for those who hear the screen: at every tenth of the way, at the first failure, when the state changes, and when undo took back some. */
export function Spoken({ figures }: { figures: Figures }) {
  const { t, n } = useTexts()
  const { state, counts } = figures.snapshot
  const { spoken } = useBatchWords(figures)
  // While it runs these rise with every file.
  const result = isOver({ state }) ? `${counts.done} ${counts.undone}` : ''
  const key = `${state} ${Math.floor(figures.fraction * 10)} ${counts.failed > 0} ${result}`
  const [said, setSaid] = useState({ key: '', text: '' })
  if (said.key !== key) {
    // Dots that say for the eye that something goes on would stand before those that end the sentence.
    const facts = { state: t(`run.state.${state}`).replace('…', ''), files: spoken }
    const failed = t('run.failed', n(counts.failed))
    // Of one that is over they are told among the rest.
    const apart = counts.failed > 0 && !isOver({ state })
    setSaid({ key, text: apart ? t('run.spokenFailed', { ...facts, failed }) : t('run.spoken', facts) })
  }
  return (
    <div className="vh" role="status">
      {said.text}
    </div>
  )
}
