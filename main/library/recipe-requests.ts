import { editRecipe } from '../../contract/edit-recipe.ts'
import { type DraftStep, notAllowed, readDraft } from '../../contract/recipe-draft.ts'
import type { RecipeRequest } from '../../contract/recipe-commands.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'

/** What a recipe from elsewhere names of the person's computer, in the order of its text; steps that are off ask for nothing. */
export function requestsOf(text: string, schemas: StepSchemas): RecipeRequest[] {
  return askingSteps(text).flatMap((step) => asked(step, schemas))
}

/** The text with every step turned off that asks for something not allowed; one that an earlier import had turned off is on where it is. */
export function withOnly(text: string, { allow, schemas }: { allow: readonly string[]; schemas: StepSchemas }): string {
  return askingSteps(text).reduce((changed, step) => {
    const isRefused = asked(step, schemas).some(({ id }) => !allow.includes(id))
    if (isRefused === step.unallowed) return changed
    const value = isRefused ? notAllowed : undefined
    return editRecipe(changed, { kind: 'set', path: [...step.path, 'off'], value })
  }, text)
}

function askingSteps(text: string): DraftStep[] {
  const draft = readDraft(text)
  if (draft === null) return []
  const deep = (step: DraftStep): DraftStep[] =>
    step.off && !step.unallowed ? [] : step.when ? step.when.steps.flatMap(deep) : [step]
  return [...draft.steps, ...draft.outputs.flatMap(({ steps }) => steps)].flatMap(deep)
}

const kinds: Record<string, RecipeRequest['kind']> = { program: 'program', path: 'path', secret: 'secret' }

/** An option says of what kind its value is; any other text that is a whole path counts as one. */
function asked({ step, options }: DraftStep, schemas: StepSchemas): RecipeRequest[] {
  const properties = (schemas.get(step)?.descriptor.options['properties'] ?? {}) as Record<string, { kind?: string }>
  return Object.entries(options).flatMap(([option, value]) => {
    const words = (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string')
    const kind = kinds[properties[option]?.kind ?? ''] ?? (words.some(isWholePath) ? 'path' : undefined)
    if (kind === undefined || words.length === 0) return []
    return [{ id: JSON.stringify([kind, step, words]), kind, step, words }]
  })
}

function isWholePath(word: string): boolean {
  return /^(?:\/|~[/\\]|[a-z]:[\\/]|\\\\)/i.test(word)
}
