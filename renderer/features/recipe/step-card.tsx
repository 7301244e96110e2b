import { type DraftStep, fieldOf } from '../../../contract/recipe-draft.ts'
import type { RecipeProblem } from '../../../contract/recipe.ts'
import { saidPlainly } from '../../texts/said.ts'
import { stepWords } from '../../texts/step-words.ts'
import { Icon } from '../../ui/icon.tsx'
import { CardHead, type Grip } from './card-head.tsx'
import { useEditing, useProblems } from './editing.ts'
import { stepIcon } from './step-icon.ts'
import { StepForm } from './step-form.tsx'
import { useSummary } from './use-summary.ts'

/** One step: closed it says in a line what it does, open it is a form. What is wrong opens it. */
export function StepCard({ step, onGrip }: { step: DraftStep; onGrip: Grip }) {
  const { selected, steps } = useEditing()
  const problems = useProblems(step.path)
  const summary = useSummary(step)
  const descriptor = steps.get(step.step)
  const isOpen = selected === fieldOf(step.path)
  const wrong = problems.length > 0
  const what = descriptor ? stepWords(descriptor).summary : ''
  return (
    <div className={classesOf({ sel: isOpen, bad: wrong, 'is-off': step.off })}>
      <span className="glyph">
        <Icon name={stepIcon(step.step)} />
      </span>
      <div className="card">
        {/* Open, it says below what it does. */}
        <CardHead step={step} summary={isOpen && summary === what ? '' : summary} onGrip={onGrip} />
        {isOpen && descriptor ? <p className="step-w">{what}</p> : null}
        {isOpen || wrong ? <Inside step={step} problems={problems} /> : null}
      </div>
    </div>
  )
}

/** A form; of a step nobody knows, what is wrong with that. */
function Inside({ step, problems }: { step: DraftStep; problems: readonly RecipeProblem[] }) {
  const { steps } = useEditing()
  const descriptor = steps.get(step.step)
  if (descriptor) return <StepForm step={step} descriptor={descriptor} />
  return (
    <p className="msg bad step-p" role="alert">
      <Icon name="alert" />
      {saidPlainly(problems[0]?.message ?? '')}
    </p>
  )
}

export function classesOf(classes: Record<string, boolean>): string {
  return ['step', ...Object.keys(classes).filter((name) => classes[name])].join(' ')
}
