import { useEffect, useState } from 'react'
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
  const [isWithin, setWithin] = useState(false)
  useKeptOpen(step, { isWithin, isOpen, wrong })
  return (
    <div className={classesOf({ sel: isOpen, bad: wrong, 'is-off': step.off })}>
      <span className="glyph">
        <Icon name={stepIcon(step.step)} />
      </span>
      <div className="card">
        {/* Open, it says below what it does. */}
        <CardHead step={step} summary={isOpen && summary === what ? '' : summary} onGrip={onGrip} />
        {isOpen && descriptor ? <p className="step-w">{what}</p> : null}
        {isOpen || wrong || isWithin ? <Inside step={step} problems={problems} onWithin={setWithin} /> : null}
      </div>
    </div>
  )
}

/** Whoever is typing in a form that what was wrong had opened goes on there when it is right, in the middle of a number as it may be. */
function useKeptOpen(step: DraftStep, { isWithin, isOpen, wrong }: Record<'isWithin' | 'isOpen' | 'wrong', boolean>) {
  const { select } = useEditing()
  const field = fieldOf(step.path)
  const isToOpen = isWithin && !isOpen && !wrong
  useEffect(() => {
    if (isToOpen) select(field)
  }, [isToOpen, select, field])
}

interface InsideProps {
  step: DraftStep
  problems: readonly RecipeProblem[]
  /** Told when the focus comes into the form, and when it leaves it. */
  onWithin: (isWithin: boolean) => void
}

/** A form; of a step nobody knows, what is wrong with that. */
function Inside({ step, problems, onWithin }: InsideProps) {
  const { steps } = useEditing()
  const descriptor = steps.get(step.step)
  if (descriptor) return <StepForm step={step} descriptor={descriptor} onWithin={onWithin} />
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
