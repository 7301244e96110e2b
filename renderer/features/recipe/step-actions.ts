import { type DraftStep, fieldOf } from '../../../contract/recipe-draft.ts'
import { useToast } from '../../app/toasts.ts'
import { duplicateOf, moveBy, placeIn, underCondition } from '../../state/step-moves.ts'
import { stepWords } from '../../texts/step-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { MenuAction } from '../../ui/menu.tsx'
import { type Editing, useEditing } from './editing.ts'

export interface StepActions {
  title: string
  toggle: () => void
  duplicate: () => void
  remove: () => void
  move: (by: 1 | -1) => void
  menu: (MenuAction | null)[]
}

/** What can be done with a step or a condition of the recipe. */
export function useStepActions(step: DraftStep): StepActions {
  const { t } = useTexts()
  const editing = useEditing()
  const toast = useToast()
  const title = step.when ? t('recipe.when') : titleOf(step, editing)
  const removed = () => toast({ text: t('recipe.removed', { title }), undo: editing.editor.undo })
  const actions = stepActions(step, editing, removed)
  const menu: (MenuAction | null)[] = [
    { id: 'up', icon: 'left', text: t('recipe.moveUp'), keys: 'Alt ↑', run: () => actions.move(-1) },
    { id: 'down', icon: 'right', text: t('recipe.moveDown'), keys: 'Alt ↓', run: () => actions.move(1) },
    { id: 'duplicate', icon: 'copy', text: t('recipe.duplicate'), keys: 'Ctrl D', run: actions.duplicate },
    { id: 'above', icon: 'plus', text: t('recipe.addAbove'), run: actions.addAbove },
    { id: 'below', icon: 'plus', text: t('recipe.addBelow'), run: actions.addBelow },
    ...(step.when
      ? []
      : [{ id: 'when', icon: 'filter' as const, text: t('recipe.onlyWhen'), run: actions.putUnderCondition }]),
    null,
    { id: 'remove', icon: 'trash', text: t('recipe.remove'), keys: 'Del', look: 'bad', run: actions.remove },
  ]
  return { title, menu, ...actions }
}

export function titleOf({ step }: DraftStep, { steps }: Pick<Editing, 'steps'>): string {
  const descriptor = steps.get(step)
  return descriptor ? stepWords(descriptor).title : step
}

/** The same without words, for keys. */
export function stepActions(step: DraftStep, { editor, select, addStep }: Editing, removed: () => void) {
  const { list, at } = placeIn(step.path)
  return {
    toggle: () => editor.edit([{ kind: 'set', path: [...step.path, 'off'], value: step.off ? undefined : true }]),
    duplicate: () => {
      const copy = duplicateOf(step)
      editor.edit([copy.edit])
      select(fieldOf(copy.to))
    },
    remove: () => {
      editor.edit([{ kind: 'remove', path: step.path }])
      removed()
    },
    move: (by: 1 | -1) => {
      const move = editor.draft && moveBy(editor.draft, step.path, by)
      if (!move) return
      editor.edit([move.edit])
      select(fieldOf(move.to))
    },
    addAbove: () => addStep(list, at),
    addBelow: () => addStep(list, at + 1),
    putUnderCondition: () => {
      editor.edit(underCondition(step, { size: '>1MB' }))
      select(fieldOf(step.path))
    },
  }
}
