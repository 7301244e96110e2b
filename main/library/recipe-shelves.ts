import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { Fault } from '../../contract/fault.ts'
import { numbered } from '../../contract/names.ts'
import { slugOf } from '../../contract/slug.ts'
import { unknownRecipe } from './recipe-fault.ts'
import { type RecipeEntry, recipesIn } from './recipe-folder.ts'
import type { RecipeTexts } from './recipe-texts.ts'
import { byShelf } from './shelf-order.ts'

interface Shelves {
  builtInFolder: string
  ownFolder: string
  texts: RecipeTexts
}

/** Where recipes stand: which ones there are, which one a name means, and which titles are free. Read anew for every question. */
export class RecipeShelves {
  readonly #builtInFolder: string
  readonly #ownFolder: string
  readonly #texts: RecipeTexts

  constructor({ builtInFolder, ownFolder, texts }: Shelves) {
    this.#builtInFolder = builtInFolder
    this.#ownFolder = ownFolder
    this.#texts = texts
  }

  /**
   * Every recipe with what is wrong with it: own ones by name, then the built-in ones in the order of their shelves. Own recipes hide built-in ones of
   * the same name. Of an own folder that cannot be looked into there are none.
   */
  async rows(): Promise<RecipeRow[]> {
    return this.#rowsOf(await this.#entries(await this.#own().catch(() => [])))
  }

  /**
   * By name or by title, whatever the case. Fault `recipe-unknown` with the nearest names. Where the own folder cannot be looked into, the fault of that,
   * also for the name of a built-in one: what is in there may hide it, and do something else.
   */
  async entry(name: string): Promise<RecipeEntry> {
    const entries = await this.#entries(await this.#own())
    const slug = slugOf(name)
    const found = entries.find((entry) => entry.name === slug) ?? (await this.#titled(slug, entries))
    if (found !== undefined) return found
    const known = entries.map((entry) => entry.name)
    throw unknownRecipe(name, known)
  }

  /** The same for what is to be changed. Fault `usage-wrong` for a built-in one. */
  async ownEntry(name: string): Promise<RecipeEntry> {
    const entry = await this.entry(name)
    if (!entry.builtIn) return entry
    throw new Fault('usage-wrong', { subject: name, why: 'A built-in recipe stays as it is: duplicate it first.' })
  }

  /** The file of the own recipe of this very name, or undefined. */
  async ownPath(slug: string): Promise<string | undefined> {
    return (await this.#own()).find((entry) => entry.name === slug)?.path
  }

  /** The title, numbered where a recipe has it, or where it is one of those that were `tried`. Faults of an own folder that cannot be looked into. */
  async freeTitle(title: string, tried: string[]): Promise<string> {
    await this.#own()
    const taken = new Set([
      ...(await this.rows()).flatMap((row) => [row.name, slugOf(row.title)]),
      ...tried.map(slugOf),
    ])
    for (let n = 1; ; n++) if (!taken.has(slugOf(numbered(title, n)))) return numbered(title, n)
  }

  #own(): Promise<RecipeEntry[]> {
    return recipesIn(this.#ownFolder, { builtIn: false })
  }

  async #entries(own: RecipeEntry[]): Promise<RecipeEntry[]> {
    const builtIn = await recipesIn(this.#builtInFolder, { builtIn: true })
    const hidden = new Set(own.map(({ name }) => name))
    const others = builtIn.filter(({ name }) => !hidden.has(name))
    return [...own, ...others.toSorted((a, b) => byShelf(a.name, b.name))]
  }

  /** A title need not be the file's name. */
  async #titled(slug: string, entries: RecipeEntry[]): Promise<RecipeEntry | undefined> {
    const rows = await this.#rowsOf(entries)
    return entries.find((_, at) => slugOf(rows[at]?.title ?? '') === slug)
  }

  #rowsOf(entries: RecipeEntry[]): Promise<RecipeRow[]> {
    return Promise.all(entries.map((entry) => this.#texts.row(entry)))
  }
}
