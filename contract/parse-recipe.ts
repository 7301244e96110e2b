import { stringify } from 'yaml'
import { knownFacts } from './facts.ts'
import { canonicalText, type UnsignedRecipe } from './fingerprint.ts'
import { type Migrations, migrateRecipe, migrations, recipeVersion } from './migrate-recipe.ts'
import { parseAccepts } from './parse-accepts.ts'
import { parseOriginals, parseOutputs } from './parse-outputs.ts'
import { StepReader } from './parse-steps.ts'
import { parseZone } from './parse-zone.ts'
import { companionModes, conflictModes, type Recipe, type RecipeProblem } from './recipe.ts'
import { recipeFields } from './recipe-fields.ts'
import type { Spot } from './recipe-spot.ts'
import { readRecipeText } from './recipe-text.ts'
import { refuseClashes } from './refuse-clashes.ts'
import type { StepSchemas } from './step-schema.ts'

export interface RecipeContext {
  steps: StepSchemas
  /** Lower-case hex of the SHA-256 of a text's UTF-8. */
  sha256: (text: string) => string
  /** How older recipes become current ones; the built-in ways unless given. */
  migrations?: Migrations
  /** It is that of an earlier run, which can be gone on with and taken back whatever would be refused today. */
  recorded?: boolean
}

export type ParsedRecipe = { recipe: Recipe } | { problems: RecipeProblem[] }

export const keepModes = ['times', 'mode'] as const

/** Reads a recipe in YAML or JSON with every default filled in, or everything that is wrong with it, in the order of the text. */
export function parseRecipe(text: string, context: RecipeContext): ParsedRecipe {
  const { root, problems } = readRecipeText(text)
  if (root === null) return { problems: problems.sorted() }
  const version = readVersion(root)
  if (version === undefined) return { problems: problems.sorted() }
  if (version !== 'current') return readOlder(root, version.older, context) ?? { problems: problems.sorted() }
  const recipe = readRecipe(root, context)
  if (problems.any) return { problems: problems.sorted() }
  return { recipe: { ...recipe, fingerprint: context.sha256(canonicalText(recipe, context.steps)) } }
}

/** The format's version when the text can be read as it stands; else undefined, with the reason noted. */
function readVersion(root: Spot): 'current' | { older: number } | undefined {
  const names = root.isMapping ? root.entries().map(({ name }) => name) : []
  if (!recipeFields.some((field) => names.includes(field))) {
    root.refuse('A recipe begins with `millrace: 1`, and is made of `name: value` lines.')
    return undefined
  }
  const spot = root.entries().find(({ name }) => name === 'millrace')?.value
  const version = spot?.number
  if (spot === undefined)
    root.refuse(`The version of the format is missing: begin with \`millrace: ${recipeVersion}\`.`)
  else if (version === undefined || !Number.isInteger(version) || version < 0)
    spot.refuse(`The version of the format is a whole number: \`millrace: ${recipeVersion}\`.`)
  else if (version > recipeVersion) {
    spot.refuse(
      `This recipe is of format ${version}, made for a newer Millrace; this one reads up to ${recipeVersion}.`,
    )
    return undefined
  } else if (version < recipeVersion) return { older: version }
  return 'current'
}

function readRecipe(root: Spot, context: RecipeContext): UnsignedRecipe {
  const { steps: schemas, recorded } = context
  const { name, summary, accepts, companions, conflict, originals, keep, portable, zone, ...rest } =
    root.fields(recipeFields)
  const facts = knownFacts([...schemas.values()].map(({ descriptor }) => descriptor))
  const steps = new StepReader({ steps: schemas, facts, recorded })
  const recipe: UnsignedRecipe = {
    name: name?.text() ?? '',
    summary: summary?.text() ?? '',
    accepts: parseAccepts(accepts, { facts, recorded }),
    companions: companions?.choice(companionModes) ?? 'none',
    steps: steps.read(rest.steps, 'steps'),
    outputs: parseOutputs({ output: rest.output, outputs: rest.outputs }, { steps, facts }),
    conflict: conflict?.choice(conflictModes) ?? 'number',
    originals: parseOriginals(originals, facts),
    keep: keepOf(keep),
    portable: portable?.flag() ?? false,
    zone: parseZone(zone),
  }
  const spots = { originals, companions, outputs: outputsOf(rest) }
  refuseClashes(recipe, spots, { gather: steps.gather, facts, context })
  return recipe
}

interface OutputSpots {
  output?: Spot | undefined
  outputs?: Spot | undefined
}

/** Where each output is written; one that is left empty has no fields. */
function outputsOf({ output, outputs }: OutputSpots): Spot[] {
  return [output ?? [], outputs?.isList ? outputs.items() : []].flat()
}

function keepOf(keep: Spot | undefined): Recipe['keep'] {
  if (!keep) return ['times']
  const chosen = keep.items().map((item) => item.choice(keepModes))
  return keepModes.filter((mode) => chosen.includes(mode))
}

/** An older recipe is read as what its migration makes of it; problems of that point at the version line. */
function readOlder(root: Spot, older: number, context: RecipeContext): ParsedRecipe | undefined {
  const spot = root.within(['millrace'])
  const migrated = migrateRecipe(root.plain(), { from: older, migrations: context.migrations ?? migrations })
  if (migrated === undefined) {
    spot.refuse(`There has never been a recipe of format ${older}: write \`millrace: ${recipeVersion}\`.`)
    return undefined
  }
  const parsed = parseRecipe(stringify(migrated), context)
  if ('recipe' in parsed) return parsed
  for (const { field, message } of parsed.problems)
    spot.refuse(`In \`${field}\`, read as format ${recipeVersion}: ${message}`)
  return undefined
}
