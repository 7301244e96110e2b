import { useState } from 'react'
import { Fault } from '../../../contract/fault.ts'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import { useFace } from '../../app/face.ts'
import { useReloadRecipes } from '../../app/recipes.tsx'
import { useToast } from '../../app/toasts.ts'
import { OneAtATime } from '../../state/one-at-a-time.ts'
import { typedText } from '../../state/option-field.ts'
import { faultAdvice } from '../../texts/fault-words.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useEditing } from './editing.ts'
import type { Editor } from './use-editor.ts'

const answerMs = 15_000

/**
 * Saves what is in the editor; a recipe with problems is not saved, its first problem is opened instead, and one without a name is asked for it. One that
 * was deleted meanwhile is saved as a new one: somebody has worked on it here. While it is being saved, saving again does nothing: what it would be held
 * against is not known yet.
 */
export function useSave({ askName }: { askName: () => void }): () => Promise<RecipeRow | null> {
  const { t, n } = useTexts()
  const { link } = useFace()
  const { editor, select, onNamed } = useEditing()
  const toast = useToast()
  const reload = useReloadRecipes()
  const [saving] = useState(() => new OneAtATime())
  const save = async () => {
    const { name, text, saved, problems } = editor
    if (isNameless(editor)) {
      askName()
      return null
    }
    const signal = AbortSignal.timeout(answerMs)
    try {
      const kept = await link
        .ask('recipe.save', { recipe: name, text, was: saved }, { signal })
        .catch((error: unknown) => {
          if (Fault.from(error, 'recipe.save').code !== 'recipe-unknown') throw error
          return link.ask('recipe.save', { recipe: null, text, was: null }, { signal })
        })
      editor.settle(kept.text)
      reload()
      toast({ text: t('recipe.saved', { title: recipeTitle(kept.recipe.title) }) })
      if (kept.recipe.name !== name) onNamed(kept.recipe.name)
      return kept.recipe
    } catch (error) {
      const fault = Fault.from(error, 'recipe.save')
      const isWrong = fault.code === 'recipe-wrong'
      if (isWrong) select(stepField(problems[0]?.field ?? ''))
      const count = Math.max(1, problems.length)
      toast({
        icon: 'alert',
        text: isWrong ? t('recipe.notSaved', n(count)) : faultAdvice(fault),
      })
      return null
    }
  }
  return () => saving.run('save', save)
}

/** A text that cannot be drawn as a form may have one all the same: the engine says what is wrong with it. */
function isNameless({ draft }: Pick<Editor, 'draft'>): boolean {
  return draft !== null && typedText(draft.fields['name']).trim() === ''
}

/** The step a field belongs to. */
export function stepField(field: string): string {
  return /^.*(?:steps|do)\[\d+\]/.exec(field)?.[0] ?? ''
}
