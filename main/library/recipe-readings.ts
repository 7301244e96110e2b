import type { CommandOutputs } from '../../contract/command.ts'
import type { StepSchemas } from '../../contract/step-schema.ts'
import type { Library } from './library.ts'
import { requestsOf } from './recipe-requests.ts'

/** Answers about recipes and steps that need nothing but the library. */
export function recipeReadings(library: Library, schemas: StepSchemas) {
  return {
    'recipe.list': async () => ({ recipes: await library.list() }),
    'recipe.get': ({ recipe }: { recipe: string }) => library.get(recipe),
    'recipe.check': async ({ text }: { text: string }) => ({
      ...library.check(text),
      requests: requestsOf(text, schemas),
    }),
    'recipe.export': ({ recipe }: { recipe: string }) => library.export(recipe),
    'step.list': async (): Promise<CommandOutputs['step.list']> => ({
      steps: [...schemas.values()].map(({ descriptor }) => descriptor),
    }),
  }
}
