import { join } from 'node:path'
import { editRecipe } from '../../contract/edit-recipe.ts'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { printRecipe } from '../../contract/print-recipe.ts'
import type { Recipe, RecipeProblem } from '../../contract/recipe.ts'
import { slugOf } from '../../contract/slug.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import { OneByOne } from '../async/one-by-one.ts'
import { writeNewPrivately, writePrivately } from '../io/publishing/whole-file.ts'
import { packageRoot } from '../package-root.ts'
import { copyOf } from './copy-of.ts'
import { changedRecipe, namelessRecipe } from './recipe-fault.ts'
import { readRecipeFile } from './recipe-file.ts'
import { isRecipePath, titleOfFile } from './recipe-folder.ts'
import { RecipeShelves } from './recipe-shelves.ts'
import { type FoundRecipe, RecipeTexts } from './recipe-texts.ts'
import { RemovedRecipes } from './removed-recipes.ts'

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
  readonly #ownFolder: string
  readonly #schemas: StepSchemas
  readonly #texts: RecipeTexts
  readonly #shelves: RecipeShelves
  readonly #removed: RemovedRecipes
  /** Looking for a free name, or at what stands there, and writing belong together. */
  readonly #writes = new OneByOne()

  constructor({ stateFolder, schemas, builtInFolder = join(packageRoot, 'recipes') }: LibraryOptions) {
    this.#ownFolder = join(stateFolder, 'recipes')
    this.#schemas = schemas
    this.#texts = new RecipeTexts(schemas)
    this.#shelves = new RecipeShelves({ builtInFolder, ownFolder: this.#ownFolder, texts: this.#texts })
    this.#removed = new RemovedRecipes(join(this.#ownFolder, 'removed'))
  }

  /** By name (case does not matter) or by path. Faults: `recipe-unknown` with the nearest names, `recipe-wrong` with all problems, those of reading. */
  async find(nameOrPath: string): Promise<FoundRecipe> {
    const path = isRecipePath(nameOrPath) ? nameOrPath : (await this.#shelves.entry(nameOrPath)).path
    const { recipe, text } = this.#texts.read(await readRecipeFile(path), path)
    return { recipe: recipe.name === '' ? { ...recipe, name: titleOfFile(path) } : recipe, text }
  }

  /** As `find`, but one that is wrong is handed out with its problems. Faults: `recipe-unknown`, those of reading. */
  async get(nameOrPath: string): Promise<{ text: string; recipe: Recipe | null; problems: RecipeProblem[] }> {
    const path = isRecipePath(nameOrPath) ? nameOrPath : (await this.#shelves.entry(nameOrPath)).path
    const text = await readRecipeFile(path)
    return { text, ...this.check(text) }
  }

  /** A recipe as it was once recorded. Fault `recipe-wrong`. */
  read(text: string): FoundRecipe {
    return this.#texts.readRecorded(text)
  }

  /** The same recipe with something else becoming of originals, as its own text and fingerprint. */
  withOriginals({ recipe }: FoundRecipe, originals: Recipe['originals']): FoundRecipe {
    return this.#texts.read(printRecipe({ ...recipe, originals }, this.#schemas), recipe.name)
  }

  /** What a text is, or what is wrong with it. */
  check(text: string): { recipe: Recipe | null; problems: RecipeProblem[] } {
    return this.#texts.check(text)
  }

  /** Every recipe with what is wrong with it: own ones first, then the built-in ones as people look for them; one that cannot be read is listed too. */
  list(): Promise<RecipeRow[]> {
    return this.#shelves.rows()
  }

  /** The text of a recipe, to be written wherever the person wants it, and a name for the file. */
  async export(name: string): Promise<{ fileName: string; text: string }> {
    const entry = await this.#shelves.entry(name)
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
      const parsed = this.#texts.read(text, recipe ?? 'that is new').recipe
      if (recipe === null) return this.#add(parsed.name || 'Recipe', text)
      const { path, builtIn, name } = await this.#shelves.entry(recipe)
      if (builtIn) {
        const standing = (await this.find(name)).recipe.name
        const wanted = parsed.name === standing ? `${standing} copy` : parsed.name
        return this.#saveNew(wanted, (title) => copyOf(text, { title, origin: name }))
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
      const entry = await this.#shelves.ownEntry(name)
      const { text } = this.#texts.read(await readRecipeFile(entry.path), entry.path)
      await this.#write(entry.path, editRecipe(text, { kind: 'set', path: ['name'], value: title }), name)
      return this.#texts.row(entry)
    })
  }

  /** Puts an own recipe aside; answers the name by which it can be brought back. Faults: `usage-wrong` for a built-in one. */
  remove(name: string, { nowMs }: { nowMs: number }): Promise<string> {
    return this.#writes.run(async () => this.#removed.take((await this.#shelves.ownEntry(name)).path, { nowMs }))
  }

  /** Brings a removed recipe back, under another name where its own is taken by now. Fault `recipe-unknown`. */
  restore(removed: string): Promise<RecipeRow> {
    return this.#writes.run(async () => {
      const free = async (fileName: string, tried: string[]) =>
        this.#pathOf(slugOf(await this.#shelves.freeTitle(titleOfFile(fileName), tried)))
      const path = await this.#removed.putBack(removed, { free })
      return this.#texts.row({ name: slugOf(titleOfFile(path)), path, builtIn: false })
    })
  }

  /** Makes an own copy that says where it came from. */
  duplicate(name: string): Promise<RecipeRow> {
    return this.#writes.run(async () => {
      const { recipe, text } = await this.find(name)
      const copy = await this.#saveNew(`${recipe.name} copy`, (title) => copyOf(text, { title, origin: name }))
      return copy.recipe
    })
  }

  async #save(name: string, text: string): Promise<RecipeRow> {
    const slug = sluggedName(name)
    const path = (await this.#shelves.ownPath(slug)) ?? this.#pathOf(slug)
    await this.#write(path, text, name)
    return this.#texts.row({ name: slug, path, builtIn: false })
  }

  #add(title: string, text: string): Promise<{ recipe: RecipeRow; text: string }> {
    this.#texts.read(text, title)
    const named = (free: string) =>
      free === title ? text : editRecipe(text, { kind: 'set', path: ['name'], value: free })
    return this.#saveNew(title, named)
  }

  /** Under a title that is free. Another process, or a person with an editor, may take it at the same moment: then under the next one. */
  async #saveNew(wanted: string, textFor: (title: string) => string): Promise<{ recipe: RecipeRow; text: string }> {
    for (const tried: string[] = []; ; ) {
      const title = await this.#shelves.freeTitle(wanted, tried)
      const [name, text] = [sluggedName(title), textFor(title)]
      this.#texts.read(text, title)
      const path = this.#pathOf(name)
      if ((await writeNewPrivately(path, text)) === 'published')
        return { recipe: await this.#texts.row({ name, path, builtIn: false }), text }
      tried.push(title)
    }
  }

  #pathOf(slug: string): string {
    return join(this.#ownFolder, `${slug}.millrace.yaml`)
  }

  /** In the place of what was there, which stays in case of fault `recipe-wrong`. */
  async #write(path: string, text: string, subject: string): Promise<void> {
    this.#texts.read(text, subject)
    await writePrivately(path, text)
  }
}

function sluggedName(name: string): string {
  const slug = slugOf(name)
  if (slug === '') throw namelessRecipe(name)
  return slug
}
