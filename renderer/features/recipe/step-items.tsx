import type { DraftPath, DraftStep } from '../../../contract/recipe-draft.ts'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useEditing } from './editing.ts'
import { StepCard } from './step-card.tsx'
import { useReorder } from './use-reorder.ts'
import { WhenCard } from './when-card.tsx'

/** One list of steps, in whatever it stands, with the way to add one at its end. */
export function StepItems({ list, steps }: { list: DraftPath; steps: readonly DraftStep[] }) {
  const { t } = useTexts()
  const { addStep } = useEditing()
  const reorder = useReorder(list)
  const isFirst = list.length === 1
  return (
    <>
      {steps.length > 0 ? (
        <ol className="pipe-l" aria-label={t('recipe.steps')} ref={reorder.listRef}>
          {steps.map((step, at) => (
            <li key={fieldOf(step.path)} className={reorder.classOf(at)}>
              {step.when ? (
                <WhenCard step={step} when={step.when} onGrip={reorder.grip(at)}>
                  <StepItems list={[...step.path, 'do']} steps={step.when.steps} />
                </WhenCard>
              ) : (
                <StepCard step={step} onGrip={reorder.grip(at)} />
              )}
            </li>
          ))}
        </ol>
      ) : null}
      <div className="step">
        <span className="glyph re-add">
          <Icon name="plus" />
        </span>
        <Button look="accent" className="re-addb" onClick={() => addStep(list, steps.length)}>
          {addText(list, t)} {isFirst ? <kbd>/</kbd> : null}
        </Button>
      </div>
    </>
  )
}

/** Where the step would stand: in the first list of all, under a condition, or only for one output. */
function addText(list: DraftPath, t: Texts['t']): string {
  const [first, nth] = list
  if (list.length === 1) return t('recipe.addStep')
  if (list.at(-1) === 'do') return t('recipe.addStepUnder')
  return t('recipe.addStepFor', { nth: first === 'outputs' ? Number(nth) + 1 : 1 })
}
