import { quoted } from './did-you-mean.ts'
import { type KnownFacts, ungatheredFacts } from './facts.ts'
import type { UnsignedRecipe } from './fingerprint.ts'
import type { RecipeContext } from './parse-recipe.ts'
import { callsIn } from './parse-steps.ts'
import type { Spot } from './recipe-spot.ts'
import type { StepCall } from './step.ts'
import type { StepSchemas } from './step-schema.ts'
import { parseTemplate } from './template.ts'

/** Where that is written which may not fit the rest. */
interface ClashSpots {
  originals: Spot | undefined
  companions: Spot | undefined
  outputs: Spot[]
}

interface Read {
  /** The step that makes one result of many files; empty where none does. */
  gather: string
  facts: KnownFacts
  context: RecipeContext
}

/** Refuses what has a meaning by itself, and none beside something else that the recipe says. */
export function refuseClashes(recipe: UnsignedRecipe, spots: ClashSpots, { gather, facts, context }: Read): void {
  if (gather !== '') refuseAlone(recipe, spots, { gather, facts })
  refusePlaces(recipe, spots.outputs)
  refuseUnhidden(recipe, spots.outputs, context)
}

/** A result that replaces its original stands where that stood, under its name: what is said of its place would be passed over in silence. */
function refusePlaces({ originals }: UnsignedRecipe, outputs: Spot[]): void {
  if (originals.act !== 'replace') return
  const why = (field: string): string =>
    `With \`originals: replace\` a result takes the place of its original: leave out ${field}.`
  for (const output of outputs) refuseFields(output, ['folder', 'name'], why)
}

/** What is encrypted is always larger than it was: in place of it the file would be saved as anybody can read it, as if all were well. So may be a picture that no longer says where it was taken. */
function refuseUnhidden({ steps, outputs }: UnsignedRecipe, spots: Spot[], context: RecipeContext): void {
  if (context.recorded) return
  for (const [at, output] of outputs.entries()) {
    const call = callsIn([...steps, ...output.steps]).find((each) => isHiding(each, context.steps))
    if (call === undefined || output.ifLarger !== 'use-original') continue
    const why = `Instead of what ${quoted(call.step)} makes, \`use-original\` would save the file as it was.`
    const spot = spots[at]
    if (spot) refuseFields(spot, ['if-larger'], () => why)
  }
}

function isHiding({ step, options }: StepCall, schemas: StepSchemas): boolean {
  const { hides = {} } = schemas.get(step)?.descriptor ?? {}
  if (hides === true) return true
  return Object.entries(hides).some(([option, values]) => {
    const set = options[option]
    const chosen: unknown[] = Array.isArray(set) ? (set.length === 0 ? ['none'] : set) : [set]
    return values.some((value) => chosen.includes(value))
  })
}

/** What is said about each file has no meaning where one result is made of many. */
function refuseAlone(
  recipe: UnsignedRecipe,
  { originals, companions, outputs }: ClashSpots,
  { gather, facts }: Pick<Read, 'gather' | 'facts'>,
): void {
  const step = quoted(gather)
  if (recipe.originals.act === 'replace' || recipe.originals.act === 'move')
    originals?.refuse(`${step} makes one result of many files: originals can be kept, or go to the vault.`)
  if (recipe.companions !== 'none')
    companions?.refuse(`${step} makes one result of many files: \`companions\` has no meaning here.`)
  for (const [at, output] of outputs.entries())
    if (recipe.outputs[at]?.ifLarger !== 'keep-result')
      refuseFields(
        output,
        ['if-larger'],
        () => `${step} makes one result of many files: \`if-larger\` has no meaning here.`,
      )
  for (const output of outputs) refuseUngathered(output, { step, facts })
}

function refuseUngathered(output: Spot, { step, facts }: { step: string; facts: KnownFacts }): void {
  if (!output.isMapping) return
  for (const { name, value } of output.entries().filter(({ value: { isText } }) => isText)) {
    if (name !== 'name' && name !== 'folder') continue
    const parsed = parseTemplate(value.text(), { use: name, facts })
    const asked = 'template' in parsed ? parsed.template.facts : []
    for (const fact of ungatheredFacts.filter((each) => asked.includes(each)))
      value.refuse(`${quoted(fact)} is of one file, and ${step} makes one result of many.`)
  }
}

function refuseFields(output: Spot, fields: readonly string[], why: (field: string) => string): void {
  if (!output.isMapping) return
  for (const { key, name } of output.entries()) if (fields.includes(name)) key.refuse(why(quoted(name)))
}
