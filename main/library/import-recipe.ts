import type { RecipeLook, RecipeRow } from '../../contract/recipe-commands.ts'
import { slugOf } from '../../contract/slug.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import type { Library } from './library.ts'
import { titleOfFile } from './recipe-folder.ts'
import { requestsOf, withOnly } from './recipe-requests.ts'

interface RecipeFile {
  text: string
  /** As it was sent; a recipe that does not say its name is called by it. */
  fileName: string
}

interface Import extends RecipeFile {
  taken: 'both' | 'replace'
  /** Ids of the requests a person has allowed. */
  allow: string[]
}

/** Recipes from elsewhere: shown before they are kept, and kept without what nobody has allowed. */
export class RecipeImport {
  readonly #library: Library
  readonly #schemas: StepSchemas

  constructor(library: Library, schemas: StepSchemas) {
    this.#library = library
    this.#schemas = schemas
  }

  async look({ text, fileName }: RecipeFile): Promise<RecipeLook> {
    const checked = this.#library.check(text)
    const title = checked.recipe?.name || titleOfFile(fileName)
    return { title, ...checked, requests: requestsOf(text, this.#schemas), taken: await this.#taken(title) }
  }

  /** Faults: `recipe-wrong`. Takes the place of nothing but an own recipe, and only when asked to. */
  async keep({ text, fileName, taken, allow }: Import): Promise<RecipeRow> {
    const { recipe } = this.#library.read(text)
    const title = recipe.name || titleOfFile(fileName)
    const allowed = withOnly(text, { allow, schemas: this.#schemas })
    const there = taken === 'replace' ? await this.#taken(title) : null
    if (there && !there.builtIn) return this.#library.save(there.name, allowed)
    return (await this.#library.add(title, allowed)).recipe
  }

  async #taken(title: string): Promise<RecipeRow | null> {
    const rows = await this.#library.list()
    return rows.find(({ name, title: other }) => name === slugOf(title) || slugOf(other) === slugOf(title)) ?? null
  }
}
