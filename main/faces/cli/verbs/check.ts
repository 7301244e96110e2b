import type { RecipeProblem } from '../../../../contract/recipe.ts'
import { readRecipeFile } from '../../../library/recipe-file.ts'
import { absolutePath } from '../arguments.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { withRecipes } from '../with-engine.ts'

export const check: Verb = async ({ world, words: [file = ''], options }) => {
  const text = await readRecipeFile(absolutePath(file, world.cwd))
  const { problems } = await withRecipes(world, (client, asking) => client.ask('recipe.check', { text }, asking))
  const lines = options['json'] ? problems.map(jsonLine) : problemLines(file, problems)
  for (const line of lines) world.stdout.write(`${line}\n`)
  return problems.length > 0 ? exitCodes.usage : exitCodes.ok
}

/** In the form editors and terminals make links of. */
export function problemLines(file: string, problems: RecipeProblem[]): string[] {
  if (problems.length === 0) return [escapeName(`${file}: no problems found.`)]
  return problems.map(({ line, column, message }) => escapeName(`${file}:${line}:${column}: ${message}`))
}
