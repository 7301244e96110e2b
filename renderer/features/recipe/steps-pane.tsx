import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useEditing } from './editing.ts'
import { OutputCards } from './output-card.tsx'
import { StepItems } from './step-items.tsx'
import { TakesCard } from './takes-card.tsx'

/** The recipe from top to bottom: what it takes, what is done, what comes out. */
export function StepsPane({ onText }: { onText: () => void }) {
  const { t } = useTexts()
  const { draft } = useEditing().editor
  if (draft === null)
    return (
      <Empty icon="recipe" title={t('recipe.notSteps')}>
        <p className="sm t3">{t('recipe.notStepsWhy')}</p>
        <Button onClick={onText}>{t('recipe.showText')}</Button>
      </Empty>
    )
  return (
    <div className="pipe">
      <TakesCard />
      <StepItems list={['steps']} steps={draft.steps} />
      <OutputCards />
    </div>
  )
}
