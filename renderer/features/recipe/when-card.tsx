import type { ReactNode } from 'react'
import { type DraftStep, fieldOf } from '../../../contract/recipe-draft.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { CardHead, type Grip } from './card-head.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { useEditing, useProblems } from './editing.ts'
import { classesOf } from './step-card.tsx'
import { Problem } from './problem.tsx'

interface WhenProps {
  step: DraftStep
  when: NonNullable<DraftStep['when']>
  onGrip: Grip
  /** Its steps. */
  children: ReactNode
}

/** Steps that are done only where a condition holds. */
export function WhenCard({ step, when, onGrip, children }: WhenProps) {
  const { t, format } = useTexts()
  const { selected, facts } = useEditing()
  const field = fieldOf(step.path)
  const own = useProblems(step.path).filter((problem) => problem.field === field)
  const said = Object.entries(when.condition).map(([fact, value]) => {
    const title = facts.find(({ name }) => name === fact)?.title ?? fact
    return t('recipe.setTo', { title, value: shown(String(value)) })
  })
  const isOpen = selected === field || own.length > 0
  return (
    <>
      <div className={classesOf({ sel: selected === field, bad: own.length > 0, 'is-off': step.off })}>
        <span className="glyph">
          <Icon name="filter" />
        </span>
        <div className="card">
          <CardHead step={step} summary={format.list(said)} onGrip={onGrip} />
          {isOpen ? (
            <div className="form">
              <span className="lab">{t('recipe.condition')}</span>
              <ConditionRows path={[...step.path, 'when']} condition={when.condition} />
              {own.map((problem) => (
                <Problem key={problem.message} problem={problem} />
              ))}
            </div>
          ) : null}
        </div>
      </div>
      <div className="pipe-in">{children}</div>
    </>
  )
}
