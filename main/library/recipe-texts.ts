import { createHash } from 'node:crypto'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { Fault } from '../../contract/fault.ts'
import { type ParsedRecipe, parseRecipe } from '../../contract/parse-recipe.ts'
import type { Recipe, RecipeProblem } from '../../contract/recipe.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import { originOf } from './copy-of.ts'
import { wrongRecipe } from './recipe-fault.ts'
import { changedMsOf, readRecipeFile } from './recipe-file.ts'
import { type RecipeEntry, titleOfFile } from './recipe-folder.ts'

export interface FoundRecipe {
  recipe: Recipe
  /** As it was written. */
  text: string
}

/** What texts mean with the steps there are. */
export class RecipeTexts {
  readonly #schemas: StepSchemas

  constructor(schemas: StepSchemas) {
    this.#schemas = schemas
  }

  /** A text by what it is called. Fault `recipe-wrong` with all problems. */
  read(text: string, subject: string): FoundRecipe {
    const parsed = this.#parse(text)
    if ('problems' in parsed) throw wrongRecipe(subject, parsed.problems)
    return { recipe: parsed.recipe, text }
  }

  /** That of an earlier run, as it was read then. Fault `recipe-wrong`. */
  readRecorded(text: string): FoundRecipe {
    const parsed = this.#parse(text, { recorded: true })
    if ('problems' in parsed) throw wrongRecipe('of this run', parsed.problems)
    return { recipe: parsed.recipe, text }
  }

  /** What a text is, or what is wrong with it. */
  check(text: string): { recipe: Recipe | null; problems: RecipeProblem[] } {
    const parsed = this.#parse(text)
    return 'problems' in parsed ? { recipe: null, problems: parsed.problems } : { ...parsed, problems: [] }
  }

  /** A recipe file as it is listed: one that is wrong, or cannot be read, says so. */
  async row({ name, path, builtIn }: RecipeEntry): Promise<RecipeRow> {
    const changedMs = await changedMsOf(path)
    const row = { name, title: titleOfFile(path), summary: '', builtIn, path, origin: null, changedMs }
    try {
      const text = await readRecipeFile(path)
      const parsed = this.#parse(text)
      const origin = originOf(text)
      if ('problems' in parsed) return { ...row, origin, problems: parsed.problems }
      const { name: title, summary } = parsed.recipe
      return { ...row, title: title || row.title, summary, origin, problems: [] }
    } catch (error) {
      const { message } = Fault.from(error, path)
      return { ...row, problems: [{ line: 1, column: 1, field: '', message }] }
    }
  }

  #parse(text: string, { recorded = false } = {}): ParsedRecipe {
    const sha256 = (canonical: string) => createHash('sha256').update(canonical).digest('hex')
    return parseRecipe(text, { steps: this.#schemas, sha256, recorded })
  }
}
