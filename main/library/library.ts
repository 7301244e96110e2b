import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { editRecipe } from '../../contract/edit-recipe.ts'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { Fault } from '../../contract/fault.ts'
import { numbered } from '../../contract/names.ts'
import { type ParsedRecipe, parseRecipe } from '../../contract/parse-recipe.ts'
import { printRecipe } from '../../contract/print-recipe.ts'
import type { Recipe, RecipeProblem } from '../../contract/recipe.ts'
import { slugOf } from '../../contract/slug.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import { OneByOne } from '../async/one-by-one.ts'
import { writePrivately } from '../io/whole-file.ts'
import { packageRoot } from '../package-root.ts'
import { copyOf, originOf } from './copy-of.ts'
import { changedRecipe, namelessRecipe, unknownRecipe, wrongRecipe } from './recipe-fault.ts'
import { changedMsOf, readRecipeFile } from './recipe-file.ts'
import { isRecipePath, type RecipeEntry, recipesIn, titleOfFile } from './recipe-folder.ts'
import { RemovedRecipes } from './removed-recipes.ts'

export interface FoundRecipe {
  recipe: Recipe
  /** As it was written. */
  text: string
}

export interface KeepRequest {
  /** Null for a new one. */
  recipe: string | null
  text: string
  /** What the person began with, or null. */
  was: string | null
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
  readonly #removed: RemovedRecipes
  /** Looking for a free name, or at what stands there, and writing belong together. */
  readonly #writes = new OneByOne()

  constructor({ stateFolder, schemas, builtInFolder = join(packageRoot, 'recipes') }: LibraryOptions) {
    this.#builtInFolder = builtInFolder
    this.#ownFolder = join(stateFolder, 'recipes')
    this.#schemas = schemas
    this.#removed = new RemovedRecipes(join(this.#ownFolder, 'removed'))
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

  /** The same recipe with something else becoming of originals, as its own text and fingerprint. */
  withOriginals({ recipe }: FoundRecipe, originals: Recipe['originals']): FoundRecipe {
    return this.#read(printRecipe({ ...recipe, originals }, this.#schemas), recipe.name)
  }

  /** What a text is, or what is wrong with it. */
  check(text: string): { recipe: Recipe | null; problems: RecipeProblem[] } {
    const parsed = this.#parse(text)
    return 'problems' in parsed ? { recipe: null, problems: parsed.problems } : { ...parsed, problems: [] }
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
  save(name: string, text: string): Promise<RecipeRow> {
    return this.#writes.run(() => this.#save(name, text))
  }

  /**
   * What `recipe.save` promises: the recipe that was kept and its text, which is another one for a copy of a built-in.
   * Faults: `recipe-changed` when the file is not `was` any more, `recipe-wrong`; then what was there stays.
   */
  keep({ recipe, text, was }: KeepRequest): Promise<{ recipe: RecipeRow; text: string }> {
    return this.#writes.run(async () => {
      const parsed = this.#read(text, recipe ?? 'that is new').recipe
      if (recipe === null) return this.#add(parsed.name || 'Recipe', text)
      const { path, builtIn, name } = await this.#entry(recipe)
      if (builtIn) {
        const standing = (await this.find(name)).recipe.name
        const title = await this.#freeTitle(parsed.name === standing ? `${standing} copy` : parsed.name)
        const copy = copyOf(text, { title, origin: name })
        return { recipe: await this.#save(title, copy), text: copy }
      }
      if (was !== null && (await readRecipeFile(path)) !== was) throw changedRecipe(name)
      return { recipe: await this.#save(name, text), text }
    })
  }

  /** Keeps a text as a new own recipe under this title, numbered, in the text too, when that is taken. Fault `recipe-wrong`. */
  add(title: string, text: string): Promise<{ recipe: RecipeRow; text: string }> {
    return this.#writes.run(() => this.#add(title, text))
  }

  /**
   * Gives an own recipe another title; it goes on being called by its name. Faults: `usage-wrong` for a built-in one, `recipe-wrong`; then what was
   * there stays.
   */
  rename(name: string, title: string): Promise<RecipeRow> {
    return this.#writes.run(async () => {
      const entry = await this.#own(name)
      const { text } = this.#read(await readRecipeFile(entry.path), entry.path)
      await this.#write(entry.path, editRecipe(text, { kind: 'set', path: ['name'], value: title }), name)
      return this.#row(entry)
    })
  }

  /** Puts an own recipe aside; answers the name by which it can be brought back. Faults: `usage-wrong` for a built-in one. */
  remove(name: string, { nowMs }: { nowMs: number }): Promise<string> {
    return this.#writes.run(async () => this.#removed.take((await this.#own(name)).path, { nowMs }))
  }

  /** Brings a removed recipe back, under another name where its own is taken by now. Fault `recipe-unknown`. */
  restore(removed: string): Promise<RecipeRow> {
    return this.#writes.run(async () => {
      const free = async (fileName: string) =>
        join(this.#ownFolder, `${slugOf(await this.#freeTitle(titleOfFile(fileName)))}.millrace.yaml`)
      const path = await this.#removed.putBack(removed, { free })
      return this.#row({ name: slugOf(titleOfFile(path)), path, builtIn: false })
    })
  }

  /** Makes an own copy that says where it came from. */
  duplicate(name: string): Promise<RecipeRow> {
    return this.#writes.run(async () => {
      const { recipe, text } = await this.find(name)
      const title = await this.#freeTitle(`${recipe.name} copy`)
      return this.#save(title, copyOf(text, { title, origin: name }))
    })
  }

  async #save(name: string, text: string): Promise<RecipeRow> {
    const slug = slugOf(name)
    if (slug === '') throw namelessRecipe(name)
    const own = await recipesIn(this.#ownFolder, { builtIn: false })
    const path = own.find((entry) => entry.name === slug)?.path ?? join(this.#ownFolder, `${slug}.millrace.yaml`)
    await this.#write(path, text, name)
    return this.#row({ name: slug, path, builtIn: false })
  }

  async #add(title: string, text: string): Promise<{ recipe: RecipeRow; text: string }> {
    this.#read(text, title)
    const free = await this.#freeTitle(title)
    const named = free === title ? text : editRecipe(text, { kind: 'set', path: ['name'], value: free })
    return { recipe: await this.#save(free, named), text: named }
  }

  /** The only way a text gets onto the disk, whoever made it. Fault `recipe-wrong`; then what was there stays. */
  async #write(path: string, text: string, subject: string): Promise<void> {
    this.#read(text, subject)
    await writePrivately(path, text)
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
    const slug = slugOf(name)
    const found = entries.find((entry) => entry.name === slug) ?? (await this.#titled(slug, entries))
    if (found !== undefined) return found
    const known = entries.map((entry) => entry.name)
    throw unknownRecipe(name, known)
  }

  /** A title need not be the file's name. */
  async #titled(slug: string, entries: RecipeEntry[]): Promise<RecipeEntry | undefined> {
    const titles = await Promise.all(entries.map(async (entry) => (await this.#row(entry)).title))
    return entries.find((_, at) => slugOf(titles[at] ?? '') === slug)
  }

  async #own(name: string): Promise<RecipeEntry> {
    const entry = await this.#entry(name)
    if (!entry.builtIn) return entry
    throw new Fault('usage-wrong', { subject: name, why: 'A built-in recipe stays as it is: duplicate it first.' })
  }

  async #row({ name, path, builtIn }: RecipeEntry): Promise<RecipeRow> {
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

  async #freeTitle(title: string): Promise<string> {
    const taken = new Set((await this.list()).flatMap((row) => [row.name, slugOf(row.title)]))
    for (let n = 1; ; n++) if (!taken.has(slugOf(numbered(title, n)))) return numbered(title, n)
  }
}
