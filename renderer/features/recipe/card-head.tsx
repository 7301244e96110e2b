import type { PointerEvent, ReactNode } from 'react'
import type { DraftStep } from '../../../contract/recipe-draft.ts'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useEditing } from './editing.ts'
import { type StepActions, useStepActions } from './step-actions.ts'

export type Grip = Record<'onPointerDown' | 'onPointerMove', (event: PointerEvent) => void> &
  Record<'onPointerUp' | 'onPointerCancel', () => void>

interface HeadProps {
  step: DraftStep
  summary: ReactNode
  onGrip: Grip
}

/** The line at the top of a step: what it does in short, whether it is on, and what can be done with it. */
export function CardHead({ step, summary, onGrip }: HeadProps) {
  const { t } = useTexts()
  const { selected, select } = useEditing()
  const actions = useStepActions(step)
  const field = fieldOf(step.path)
  const open = selected === field
  return (
    <div className="step-h">
      <button
        type="button"
        className="step-b"
        aria-expanded={open}
        data-step={field}
        onClick={() => select(open ? '' : field)}
      >
        <b>{actions.title}</b>
        <span className="sum cut grow">{step.off ? t('recipe.isOff') : summary}</span>
      </button>
      <Switch label={t('recipe.use', { title: actions.title })} on={!step.off} onChange={actions.toggle} />
      <More actions={actions} />
      <Handle title={actions.title} onGrip={onGrip} move={actions.move} />
    </div>
  )
}

function More({ actions: { title, menu } }: { actions: StepActions }) {
  const { t } = useTexts()
  const label = t('recipe.actions', { title })
  return (
    <MenuButton label={label} actions={menu}>
      <IconButton icon="more" size="small" label={label} />
    </MenuButton>
  )
}

function Handle({ title, onGrip, move }: { title: string; onGrip: Grip; move: (by: 1 | -1) => void }) {
  const { t } = useTexts()
  const label = t('recipe.grip', { title })
  return (
    <button
      type="button"
      className="ib sm grip"
      aria-label={label}
      title={label}
      {...onGrip}
      onKeyDown={(event) => {
        if (event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        move(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <Icon name="grip" />
    </button>
  )
}
