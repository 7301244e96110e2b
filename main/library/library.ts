import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { Fault } from '../../contract/fault.ts'
import { numbered } from '../../contract/names.ts'
import { type ParsedRecipe, parseRecipe } from '../../contract/parse-recipe.ts'
import type { Recipe, RecipeProblem } from '../../contract/recipe.ts'
import { slugOf } from '../../contract/slug.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import { packageRoot } from '../package-root.ts'
import { copyOf } from './copy-of.ts'
import { unknownRecipe, wrongRecipe } from './recipe-fault.ts'
import { readRecipeFile } from './recipe-file.ts'
import { isRecipePath, type RecipeEntry, recipesIn, titleOfFile } from './recipe-folder.ts'
import { saveRecipeFile } from './save-recipe-file.ts'

export interface FoundRecipe {
  recipe: Recipe
  /** As it was written. */
  text: string
}

export interface LibraryOptions {
  stateFolder: string
  schemas: StepSchemas
  /** The recipes that came with Millrace, unless others are given. */
  builtInFolder?: string
}

/** Recipes by name: the built-in ones, which are never written to, and a person's own in the state folder, which come first. */
export class Library {
  readonly #builtInFolder: string
  readonly #ownFolder: string
  readonly #schemas: StepSchemas

  constructor({ stateFolder, schemas, builtInFolder = join(packageRoot, 'recipes') }: LibraryOptions) {
    this.#builtInFolder = builtInFolder
    this.#ownFolder = join(stateFolder, 'recipes')
    this.#schemas = schemas
  }

  /** By name (case does not matter) or by path. Faults: `recipe-unknown` with the nearest names, `recipe-wrong` with all problems, those of reading. */
  async find(nameOrPath: string): Promise<FoundRecipe> {
    const path = isRecipePath(nameOrPath) ? nameOrPath : (await this.#entry(nameOrPath)).path
    const { recipe, text } = this.#read(await readRecipeFile(path), path)
    return { recipe: recipe.name === '' ? { ...recipe, name: titleOfFile(path) } : recipe, text }
  }

  /** As `find`, but one that is wrong is handed out with its problems. Faults: `recipe-unknown`, those of reading. */
  async get(nameOrPath: string): Promise<{ text: string; recipe: Recipe | null; problems: RecipeProblem[] }> {
    const path = isRecipePath(nameOrPath) ? nameOrPath : (await this.#entry(nameOrPath)).path
    const text = await readRecipeFile(path)
    const parsed = this.#parse(text)
    return 'problems' in parsed ? { text, recipe: null, problems: parsed.problems } : { text, ...parsed, problems: [] }
  }

  /** A recipe as it was once recorded. Fault `recipe-wrong`. */
  read(text: string): FoundRecipe {
    return this.#read(text, 'of this run')
  }

  problemsOf(text: string): RecipeProblem[] {
    const parsed = this.#parse(text)
    return 'problems' in parsed ? parsed.problems : []
  }

  /** Every recipe with what is wrong with it, by name; one that cannot be read is listed too. */
  async list(): Promise<RecipeRow[]> {
    return Promise.all((await this.#entries()).map((entry) => this.#row(entry)))
  }

  /** The text of a recipe, to be written wherever the person wants it, and a name for the file. */
  async export(name: string): Promise<{ fileName: string; text: string }> {
    const entry = await this.#entry(name)
    return { fileName: `${entry.name}.millrace.yaml`, text: await readRecipeFile(entry.path) }
  }

  /** Replaces or makes the person's own recipe `name`. Faults: `recipe-wrong`; then what was there stays. */
  async save(name: string, text: string): Promise<RecipeRow> {
    const parsed = this.#parse(text)
    if ('problems' in parsed) throw wrongRecipe(name, parsed.problems)
    const slug = slugOf(name)
    if (slug === '') throw new Fault('usage-wrong', { subject: 'a recipe needs a name with a letter or digit in it' })
    const own = await recipesIn(this.#ownFolder, { builtIn: false })
    const path = own.find((entry) => entry.name === slug)?.path ?? join(this.#ownFolder, `${slug}.millrace.yaml`)
    await saveRecipeFile(path, text)
    return this.#row({ name: slug, path, builtIn: false })
  }

  /** Takes a recipe file over under its own name, numbered when that is taken. */
  async import(path: string): Promise<RecipeRow> {
    const { recipe, text } = await this.find(path)
    return this.save(await this.#freeTitle(recipe.name), text)
  }

  /** Makes an own copy that says where it came from. */
  async duplicate(name: string): Promise<RecipeRow> {
    const { recipe, text } = await this.find(name)
    const title = await this.#freeTitle(`${recipe.name} copy`)
    return this.save(title, copyOf(text, { title, origin: name }))
  }

  #parse(text: string): ParsedRecipe {
    const sha256 = (canonical: string) => createHash('sha256').update(canonical).digest('hex')
    return parseRecipe(text, { steps: this.#schemas, sha256 })
  }

  #read(text: string, subject: string): FoundRecipe {
    const parsed = this.#parse(text)
    if ('problems' in parsed) throw wrongRecipe(subject, parsed.problems)
    return { recipe: parsed.recipe, text }
  }

  /** Own recipes hide built-in ones of the same name. */
  async #entries(): Promise<RecipeEntry[]> {
    const own = await recipesIn(this.#ownFolder, { builtIn: false })
    const builtIn = await recipesIn(this.#builtInFolder, { builtIn: true })
    const hidden = new Set(own.map(({ name }) => name))
    return [...own, ...builtIn.filter(({ name }) => !hidden.has(name))].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async #entry(name: string): Promise<RecipeEntry> {
    const entries = await this.#entries()
    const found = entries.find((entry) => entry.name === slugOf(name))
    if (found !== undefined) return found
    throw unknownRecipe(
      name,
      entries.map((entry) => entry.name),
    )
  }

  async #row({ name, path, builtIn }: RecipeEntry): Promise<RecipeRow> {
    const row = { name, title: titleOfFile(path), summary: '', builtIn, path }
    try {
      const parsed = this.#parse(await readRecipeFile(path))
      if ('problems' in parsed) return { ...row, problems: parsed.problems }
      const { name: title, summary } = parsed.recipe
      return { ...row, title: title || row.title, summary, problems: [] }
    } catch (error) {
      const { message } = Fault.from(error, path)
      return { ...row, problems: [{ line: 1, column: 1, field: '', message }] }
    }
  }

  async #freeTitle(title: string): Promise<string> {
    const taken = new Set((await this.#entries()).map(({ name }) => name))
    for (let n = 1; ; n++) if (!taken.has(slugOf(numbered(title, n)))) return numbered(title, n)
  }
}
