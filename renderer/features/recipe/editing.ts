import { createContext, useContext } from 'react'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import type { RecipeProblem } from '../../../contract/recipe.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import type { Editor } from './use-editor.ts'

/** What the cards of the editor share. */
export interface Editing {
  editor: Editor
  steps: ReadonlyMap<string, StepDescriptor>
  /** Field of the step that is open. */
  selected: string
  select: (field: string) => void
  /** Opens the palette for a list of steps. */
  addStep: (list: DraftPath, at: number) => void
  /** Tells the name it was saved by, where that is another one than before. */
  onNamed: (name: string) => void
  /** Early and late facts that names and conditions may use. */
  facts: readonly { name: string; title: string; late: boolean }[]
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('Every card of the editor stands in an EditingContext.')
  return editing
}

/** What is wrong at a path, and below it. */
export function useProblems(path: DraftPath): readonly RecipeProblem[] {
  const { editor } = useEditing()
  return problemsAt(editor.problems, path)
}

export function problemsAt(problems: readonly RecipeProblem[], path: DraftPath): readonly RecipeProblem[] {
  const field = fieldOf(path)
  return problems.filter((problem) => {
    const rest = problem.field.startsWith(field) ? problem.field.slice(field.length) : null
    return rest !== null && (rest === '' || rest.startsWith('.') || rest.startsWith('['))
  })
}
