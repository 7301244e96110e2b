import { useState } from 'react'
import { shown } from '../../texts/shown-path.ts'
import { type Taken, takenOf } from '../../state/taken-entries.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { takenKinds } from './taken-kinds.ts'
import { TakesForm } from './takes-form.tsx'

/** Which files the recipe is for. */
export function TakesCard() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [open, setOpen] = useState(false)
  const entries = takenOf(editor.draft?.fields['accepts'])
  const problems = [['accepts'], ['companions']].flatMap((path) => problemsAt(editor.problems, path))
  const isOpen = open || problems.length > 0
  return (
    <div className={problems.length > 0 ? 'step bad' : 'step'}>
      <span className="glyph">
        <Icon name="filter" />
      </span>
      <div className="card">
        <div className="step-h">
          <b>{t('recipe.takes')}</b>
          <span className="sum grow cut">{useTaken(entries)}</span>
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!open)}>
            {isOpen ? t('recipe.done') : t('recipe.edit')}
          </Button>
        </div>
        {isOpen ? <TakesForm entries={entries} /> : null}
      </div>
    </div>
  )
}

function useTaken(entries: readonly Taken[]): string {
  const { t, format } = useTexts()
  if (entries.length === 0) return t('recipe.takesAll')
  const names = entries.map(({ match }) => {
    const kind = takenKinds.find((each) => each !== '' && each === match)
    return kind ? t(`recipe.kinds.${kind}`) : shown(match)
  })
  return format.list([...new Set(names)])
}
