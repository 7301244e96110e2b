import { recipeJsonSchema } from '../../contract/json-schema.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'

/** `docs/reference/recipe.schema.json`: the recipe format, for editors that complete and check while a person writes. */
export function recipeSchemaPage(): string {
  const steps = [...stepSchemas().values()].map(({ descriptor }) => descriptor)
  return `${JSON.stringify(recipeJsonSchema(steps), null, 2)}\n`
}
