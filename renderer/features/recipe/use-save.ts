import { useRef, useState } from 'react'
import { Fault } from '../../../contract/fault.ts'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import { useFace } from '../../app/face.ts'
import type { Link } from '../../link/link.ts'
import { useReloadRecipes } from '../../app/recipes.tsx'
import { useToast } from '../../app/toasts.ts'
import { OneAtATime } from '../../state/one-at-a-time.ts'
import { typedText } from '../../state/option-field.ts'
import { faultAdvice } from '../../texts/fault-words.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useEditing } from './editing.ts'
import { keepDraft } from './kept-drafts.ts'
import type { Editor } from './use-editor.ts'

const answerMs = 15_000

/**
 * Saves what is in the editor; a recipe with problems is not saved, its first problem is opened instead, and one without a name is asked for it. One that
 * was deleted meanwhile is saved as a new one: somebody has worked on it here. One that was changed meanwhile stays as it is, and what is here can be saved
 * beside it. While it is being saved, saving again does nothing: what it would be held against is not known yet.
 */
export function useSave({ askName }: { askName: () => void }): () => Promise<RecipeRow | null> {
  const { t, n } = useTexts()
  const { link } = useFace()
  const editing = useEditing()
  // What a toast offers is about what stands in the editor by then.
  const latest = useRef(editing)
  latest.current = editing
  const toast = useToast()
  const reload = useReloadRecipes()
  const [saving] = useState(() => new OneAtATime())
  const save = (as: 'itself' | 'another') => saving.run('save', () => saveAs(as))
  const saveAs = async (as: 'itself' | 'another') => {
    const { editor, onNamed } = latest.current
    if (isNameless(editor)) {
      askName()
      return null
    }
    try {
      const kept = await keep(link, editor, as)
      editor.settle(kept.text)
      reload()
      toast({ text: t('recipe.saved', { title: recipeTitle(kept.recipe.title) }) })
      if (kept.recipe.name !== editor.name) onNamed(kept.recipe.name)
      return kept.recipe
    } catch (error) {
      refused(Fault.from(error, 'recipe.save'))
      return null
    }
  }
  const refused = (fault: Fault) => {
    const { editor, select } = latest.current
    if (fault.code === 'recipe-wrong') {
      select(stepField(editor.problems[0]?.field ?? ''))
      toast({ icon: 'alert', text: t('recipe.notSaved', n(Math.max(1, editor.problems.length))) })
      return
    }
    const isChanged = fault.code === 'recipe-changed'
    // Whoever saved the other has let go of what was kept of it.
    if (isChanged) keepDraft(editor.name, editor.text)
    const action = { text: t('recipe.saveCopy'), run: () => void save('another') }
    toast({ icon: 'alert', text: faultAdvice(fault), ...(isChanged && { action }) })
  }
  return () => save('itself')
}

type Saved = Pick<Editor, 'name' | 'text' | 'saved'>

/** As what it is, or else as a new one: when that is asked for, or there is no other any more. */
async function keep(link: Link, { name, text, saved }: Saved, as: 'itself' | 'another') {
  const signal = AbortSignal.timeout(answerMs)
  const asNew = () => link.ask('recipe.save', { recipe: null, text, was: null }, { signal })
  if (as === 'another') return asNew()
  return link.ask('recipe.save', { recipe: name, text, was: saved }, { signal }).catch((error: unknown) => {
    if (Fault.from(error, 'recipe.save').code !== 'recipe-unknown') throw error
    return asNew()
  })
}

/** A text that cannot be drawn as a form may have one all the same: the engine says what is wrong with it. */
function isNameless({ draft }: Pick<Editor, 'draft'>): boolean {
  return draft !== null && typedText(draft.fields['name']).trim() === ''
}

/** The step a field belongs to. */
export function stepField(field: string): string {
  return /^.*(?:steps|do)\[\d+\]/.exec(field)?.[0] ?? ''
}
