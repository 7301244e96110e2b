import { useEffect, useMemo, useState } from 'react'
import { editRecipe, type RecipeEdit } from '../../../contract/edit-recipe.ts'
import { readDraft, type RecipeDraft } from '../../../contract/recipe-draft.ts'
import type { Recipe, RecipeProblem } from '../../../contract/recipe.ts'
import { useFace } from '../../app/face.ts'
import { beginHistory, redo, type TextHistory, undo, write } from '../../state/text-history.ts'
import { takeHanded } from './handed-draft.ts'
import { forgetDraft, keepDraft, keptDraft } from './kept-drafts.ts'

/** A recipe being edited. Its text is what counts; forms are drawn from it and write to it. */
export interface Editor {
  /** What it is called by; null until it is saved for the first time. */
  name: string | null
  text: string
  /** What is saved; null for one that never was. */
  saved: string | null
  /** Null while the text can only be edited as text. */
  draft: RecipeDraft | null
  /** The recipe as of the newest text that was sound. */
  recipe: Recipe | null
  /** What is wrong with the text. */
  problems: readonly RecipeProblem[]
  /** What the engine last said is about this very text. */
  isChecked: boolean
  isChanged: boolean
  canUndo: boolean
  canRedo: boolean
  /** `about`: changes of the same thing in a row are undone together. */
  edit: (edits: readonly RecipeEdit[], about?: string) => void
  write: (text: string) => void
  undo: () => void
  redo: () => void
  /** Back to what is saved. */
  discard: () => void
  /** It was saved as this text. */
  settle: (text: string) => void
}

const checkAfterMs = 120

export function useEditor({ name, saved }: { name: string | null; saved: string }): Editor {
  const [base, setBase] = useState(name === null ? null : saved)
  const [history, setHistory] = useState(() => begun(name, saved))
  const { text } = history
  const draft = useMemo(() => readDraft(text), [text])
  const checked = useChecked(text)
  const isChanged = text !== (base ?? saved)
  useEffect(() => {
    if (isChanged) keepDraft(name, text)
    else forgetDraft(name)
  }, [name, text, isChanged])
  const changes = useMemo(
    () => ({
      edit: (edits: readonly RecipeEdit[], about = '') =>
        setHistory((before) => write(before, edited(before.text, edits), about)),
      write: (next: string) => setHistory((before) => write(before, next, 'text')),
      undo: () => setHistory(undo),
      redo: () => setHistory(redo),
    }),
    [],
  )
  return {
    name,
    text,
    saved: base,
    draft,
    ...checked,
    isChanged,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    ...changes,
    discard: () => changes.write(base ?? saved),
    settle: (kept) => {
      forgetDraft(name)
      setBase(kept)
      // What was typed while it was being saved stays.
      setHistory((before) => (before.text === text ? write(before, kept) : before))
    },
  }
}

/** Forms are drawn only of texts that can be edited; one that cannot stays as it is. */
function edited(text: string, edits: readonly RecipeEdit[]): string {
  return readDraft(text) === null ? text : editRecipe(text, ...edits)
}

/** What was not saved the last time is still there, one undo away from what is. */
function begun(name: string | null, saved: string): TextHistory {
  const later = [keptDraft(name), name === null ? takeHanded() : null]
  return later.filter((text) => text !== null).reduce((history, text) => write(history, text), beginHistory(saved))
}

type Checked = Pick<Editor, 'recipe' | 'problems' | 'isChecked'>

/** Asks the engine what it thinks of the text, shortly after the last letter. */
function useChecked(text: string): Checked {
  const { link } = useFace()
  const [heard, setHeard] = useState<{ text: string | null; recipe: Recipe | null; problems: RecipeProblem[] }>({
    text: null,
    recipe: null,
    problems: [],
  })
  useEffect(() => {
    const leaving = new AbortController()
    const ask = () =>
      link.ask('recipe.check', { text }, { signal: leaving.signal }).then(
        ({ recipe, problems }) => setHeard((before) => ({ text, problems, recipe: recipe ?? before.recipe })),
        // Without a connection the last word stands; it is asked again with the next change.
        () => {},
      )
    const handle = setTimeout(() => void ask(), checkAfterMs)
    return () => {
      clearTimeout(handle)
      leaving.abort()
    }
  }, [link, text])
  return { recipe: heard.recipe, problems: heard.problems, isChecked: heard.text === text }
}
