import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecipeRow } from '../../../../contract/recipe-commands.ts'
import { didYouMean } from '../../../../contract/did-you-mean.ts'
import { Fault } from '../../../../contract/fault.ts'
import { slugOf } from '../../../../contract/slug.ts'
import { toFs } from '../../../io/paths.ts'
import { recipesIn } from '../../../library/recipe-folder.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { foldedTableLines } from '../show/folded-table.ts'
import type { Terminal } from '../show/terminal.ts'
import { withRecipes } from '../with-engine.ts'
import type { World } from '../world.ts'
import { exportRecipe, importRecipe } from './recipe-files.ts'

export const recipes: Verb = async (call) => {
  const { world, options } = call
  const [name, ...more] = call.words
  if (more.length > 0 && name === 'import') return importRecipe(call)
  if (more.length > 0 && name === 'export') return exportRecipe(call)
  if (more.length > 0)
    throw new Fault('usage-wrong', { subject: more.join(' '), why: 'Only one recipe is shown at a time.' })
  if (name === 'import' || name === 'export')
    throw new Fault('usage-wrong', { subject: `recipes ${name}`, why: `Say which ${files[name]}.` })
  const all = (await withRecipes(world, (client, asking) => client.ask('recipe.list', {}, asking))).recipes
  await tellUnread(world)
  const shown = name === undefined ? all : [recipeNamed(name, all)]
  const lines = options['json']
    ? shown.map(jsonLine)
    : name === undefined
      ? listLines(all, world.stdout)
      : await Promise.all(shown.map(pageOf))
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCodes.ok
}

/** Own ones are not among them where their folder may not be looked into. */
async function tellUnread(world: World): Promise<void> {
  const folder = join(stateFolderOf(world), 'recipes')
  await recipesIn(folder, { builtIn: false }).catch((error: unknown) => {
    const { message } = Fault.from(error, folder)
    world.stderr.write(`${escapeName(`Your own recipes are not listed. ${message}`)}\n`)
  })
}

/** What the two words are followed by. */
const files = { import: 'file', export: 'recipe' } as const

/** By name or by title, whatever the case, as `run` finds it. */
function recipeNamed(name: string, all: RecipeRow[]): RecipeRow {
  const slug = slugOf(name)
  const found = all.find((row) => row.name === slug) ?? all.find((row) => slugOf(row.title) === slug)
  if (found) return found
  const names = all.map((row) => row.name)
  throw new Fault('recipe-unknown', { subject: name, why: didYouMean(name, names).trim() })
}

/** Last stands what is long: padded to the longest, it would push whatever follows out of sight. */
function listLines(all: RecipeRow[], terminal: Terminal): string[] {
  if (all.length === 0) return ['There are no recipes yet.']
  const hasOwn = all.some(({ builtIn }) => !builtIn)
  const rows = all.map(({ name, summary, title, builtIn, problems }) => {
    const told = problems.length > 0 ? 'has problems: millrace check' : summary || title
    return [name, ...(hasOwn ? [builtIn ? '' : 'own'] : []), told].map(escapeName)
  })
  return foldedTableLines(rows, terminal)
}

/** Can be kept as a file and run: all but its text are comments. */
async function pageOf({ name, title, summary, builtIn, path, problems }: RecipeRow): Promise<string> {
  const text = await readFile(toFs(path), 'utf8').catch(() => '')
  const head = [
    `${name}: ${title}${builtIn ? ' (built in)' : ''}`,
    ...(summary ? [summary] : []),
    path,
    ...problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`),
  ]
  return [...head.map((line) => `# ${line}`), '', ...text.trimEnd().split('\n')].map(escapeName).join('\n')
}
