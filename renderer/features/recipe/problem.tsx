import type { RecipeProblem } from '../../../contract/recipe.ts'
import { Icon } from '../../ui/icon.tsx'
import { useProblemText } from './use-problem-text.ts'

/** What is wrong at a field, said where the field is. */
export function Problem({ problem }: { problem: RecipeProblem }) {
  const textOf = useProblemText()
  return (
    <p className="msg bad" role="alert">
      <Icon name="alert" />
      {textOf(problem)}
    </p>
  )
}
