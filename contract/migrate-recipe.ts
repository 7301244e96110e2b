/** The recipe format of this Millrace. */
export const recipeVersion = 1

export type PlainRecipe = Readonly<Record<string, unknown>>
/** By the version it starts from: makes of a recipe one of the next version. Pure; `millrace` is set by the caller. */
export type Migrations = ReadonlyMap<number, (recipe: PlainRecipe) => PlainRecipe>

/** None yet: there has been one version only. */
export const migrations: Migrations = new Map()

/** The recipe in the current format, one version after another; undefined when a way is missing. */
export function migrateRecipe(
  recipe: unknown,
  { from, migrations: ways }: { from: number; migrations: Migrations },
): PlainRecipe | undefined {
  let current = recipe as PlainRecipe
  for (let version = from; version < recipeVersion; version++) {
    const migrate = ways.get(version)
    if (migrate === undefined) return undefined
    current = { ...migrate(current), millrace: version + 1 }
  }
  return current
}
