import { commandsPage } from './commands.ts'
import { decisionsPage } from './decisions.ts'
import { eventsPage } from './events.ts'
import { faultsPage } from './faults.ts'
import { noticesPage } from './notices.ts'
import { recipeFormatPage } from './recipe-format.ts'
import { recipePages } from './recipes.ts'
import { recipeSchemaPage } from './recipe-schema.ts'
import { settingsPage } from './settings.ts'
import { stepCataloguePage } from './step-catalogue.ts'
import { stepsPage } from './steps.ts'

/** Every page that is printed from code, by its path from the package root. */
export const pages: Record<string, () => string> = {
  'docs/decisions/README.md': decisionsPage,
  'docs/reference/commands.md': commandsPage,
  'docs/reference/events.md': eventsPage,
  'docs/reference/faults.md': faultsPage,
  'docs/reference/recipes.md': recipeFormatPage,
  'docs/reference/recipe.schema.json': recipeSchemaPage,
  'docs/reference/settings.md': settingsPage,
  'docs/reference/steps.md': stepsPage,
  'THIRD-PARTY-NOTICES.md': noticesPage,
  'workers/steps/catalogue.ts': () => stepCataloguePage(),
  ...recipePages,
}
