import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useEditing } from './editing.ts'
import { useProblemText } from './use-problem-text.ts'
import { stepField } from './use-save.ts'

/** The first problems of the recipe, each with the way to its step. */
export function ProblemCard({ onShow }: { onShow: () => void }) {
  const { t, n } = useTexts()
  const { editor, select } = useEditing()
  const textOf = useProblemText()
  if (editor.problems.length === 0) return null
  const show = (field: string) => {
    onShow()
    select(stepField(field))
  }
  return (
    <div className="card pv-bad">
      <p className="msg bad med">
        <Icon name="alert" />
        {t('recipe.toFix', n(editor.problems.length))}
      </p>
      {editor.problems.slice(0, 3).map((problem, nth) => (
        <Button key={nth} look="accent" size="small" className="pv-l" onClick={() => show(problem.field)}>
          {textOf(problem)}
        </Button>
      ))}
    </div>
  )
}
