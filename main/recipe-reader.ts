import type { Client } from '../contract/client.ts'
import { stepSchemas } from '../workers/steps/step-schemas.ts'
import { localClient } from './engine-client.ts'
import { Library } from './library/library.ts'
import { recipeReadings } from './library/recipe-readings.ts'

/**
 * Answers what recipes and steps there are, and what is wrong with a recipe (`recipe.list`, `recipe.get`, `recipe.check`, `recipe.export`,
 * `step.list`), whether or not an engine runs or could run: nothing is written, and a state folder that is not there is one without own recipes.
 */
export function openRecipeReader({ stateFolder }: { stateFolder: string }): Client {
  const schemas = stepSchemas()
  const library = new Library({ stateFolder, schemas })
  return localClient(recipeReadings(library, schemas), async function* () {})
}
