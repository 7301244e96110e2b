import { Document, isMap, isPair, isScalar, isSeq, type ToStringOptions, visit } from 'yaml'
import { recipeVersion } from './migrate-recipe.ts'
import { defaultBranch } from './parse-outputs.ts'
import type { Accept, Originals, OutputBranch, Recipe, RecipeStep } from './recipe.ts'
import type { StepCall } from './step.ts'
import type { StepSchemas } from './step-schema.ts'

/** A list or mapping on one line is read at a glance up to this length. */
const oneLineLetters = 80
const format: ToStringOptions = { lineWidth: 0, nullStr: '' }

/** A recipe as tidy YAML that reads back as the same recipe; what is at its default is left out. */
export function printRecipe(recipe: Recipe, schemas: StepSchemas): string {
  const document = new Document(new Plain(schemas).recipe(recipe), { aliasDuplicateObjects: false })
  visit(document, {
    Collection: (_, node, path) => {
      node.flow = fitsOneLine(node, path.at(-1)) && JSON.stringify(node.toJS(document)).length <= oneLineLetters
    },
  })
  return document.toString(format)
}

/** Options and lists of words go on one line; steps, outputs and what else stands in a list begin one each. */
function fitsOneLine(node: unknown, parent: unknown): boolean {
  if (isSeq(node)) return node.items.every(isScalar)
  const isOutput = isPair(parent) && isScalar(parent.key) && parent.key.value === 'output'
  return isMap(node) && isPair(parent) && !isOutput
}

/** A recipe as the plain data a person would write. */
class Plain {
  readonly #schemas: StepSchemas

  constructor(schemas: StepSchemas) {
    this.#schemas = schemas
  }

  recipe(recipe: Recipe): Record<string, unknown> {
    const { name, summary, accepts, companions, steps, outputs, conflict, originals, keep, portable, zone } = recipe
    return said({
      millrace: recipeVersion,
      name: name || undefined,
      summary: summary || undefined,
      accepts: someOf(accepts.map(plainAccept)),
      companions: companions === 'none' ? undefined : companions,
      steps: someOf(this.#steps(steps)),
      ...this.#outputs(outputs),
      conflict: conflict === 'number' ? undefined : conflict,
      originals: plainOriginals(originals),
      keep: keep.join() === 'times' ? undefined : keep,
      portable: portable || undefined,
      zone: zone || undefined,
    })
  }

  #steps(steps: RecipeStep[]): unknown[] {
    return steps.map((step) => {
      if (step.kind === 'when') return { when: step.condition, do: this.#steps(step.steps) }
      const options = this.#options(step.call)
      return { [step.call.step]: Object.keys(options).length === 0 ? null : options }
    })
  }

  #options({ step, options }: StepCall): Record<string, unknown> {
    const properties = this.#schemas.get(step)?.descriptor.options.properties ?? {}
    const usual = properties as Record<string, { default?: unknown }>
    const differs = ([name, value]: [string, unknown]) => JSON.stringify(usual[name]?.default) !== JSON.stringify(value)
    return Object.fromEntries(Object.entries(options).filter(differs))
  }

  #outputs(outputs: OutputBranch[]): Record<string, unknown> {
    const branches = outputs.map((branch) => this.#branch(branch))
    const [only] = branches
    if (branches.length !== 1 || only === undefined) return { outputs: branches }
    return Object.keys(only).length === 0 ? {} : { output: only }
  }

  #branch({ steps, ifLarger, folder, name }: OutputBranch): Record<string, unknown> {
    return said({
      steps: someOf(this.#steps(steps)),
      'if-larger': ifLarger === defaultBranch.ifLarger ? undefined : ifLarger,
      folder: folder === defaultBranch.folder ? undefined : folder,
      name: name === defaultBranch.name ? undefined : name,
    })
  }
}

/** Without the fields that are at their default. */
function said(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function someOf(items: unknown[]): unknown[] | undefined {
  return items.length === 0 ? undefined : items
}

function plainAccept({ match, where }: Accept): unknown {
  return Object.keys(where).length === 0 ? match : { match, where }
}

function plainOriginals(originals: Originals): unknown {
  if (originals.act === 'move') return { move: originals.folder }
  return originals.act === 'keep' ? undefined : originals.act
}
