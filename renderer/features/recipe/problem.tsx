import type { RecipeProblem } from '../../../contract/recipe.ts'
import { saidPlainly } from '../../texts/said.ts'
import { Icon } from '../../ui/icon.tsx'

/** What is wrong at a field, said where the field is. */
export function Problem({ problem }: { problem: RecipeProblem }) {
  return (
    <p className="msg bad" role="alert">
      <Icon name="alert" />
      {saidPlainly(problem.message)}
    </p>
  )
}
