import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { RecipeRequest } from '../../../../contract/recipe-commands.ts'
import type { RecipeProblem } from '../../../../contract/recipe.ts'
import { Fault } from '../../../../contract/fault.ts'
import { folderOf, toFs } from '../../../io/paths.ts'
import { WholeFile } from '../../../io/publishing/whole-file.ts'
import { readRecipeFile } from '../../../library/recipe-file.ts'
import { absolutePath } from '../arguments.ts'
import type { VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { countOf } from '../show/words.ts'
import { withEngine, withRecipes } from '../with-engine.ts'
import { problemLines } from './check.ts'

/** Keeps a recipe file as an own recipe. What it names of this computer is asked about one by one; steps that ask for more are kept, and off: then the recipe does not run. */
export async function importRecipe({ world, words: [, file = ''], options }: VerbCall): Promise<ExitCode> {
  const path = absolutePath(file, world.cwd)
  const text = await readRecipeFile(path)
  const fileName = basename(path).toWellFormed()
  return withEngine(world, async (client, asking) => {
    const { problems, requests } = await client.ask('recipe.look', { text, fileName }, asking)
    if (problems.length > 0) {
      for (const line of refusedLines(file, problems)) world.stderr.write(`${line}\n`)
      return exitCodes.usage
    }
    const allowed: RecipeRequest[] = []
    for (const request of requests) if (await isAllowed(request, { world, options })) allowed.push(request)
    const taken = options['replace'] ? ('replace' as const) : ('both' as const)
    const allow = allowed.map(({ id }) => id)
    const { recipe } = await client.ask('recipe.import', { text, fileName, taken, allow }, asking)
    const off = requests.filter((request) => !allowed.includes(request))
    for (const line of options['json'] ? [jsonLine({ recipe, off })] : importedLines(recipe, off))
      world.stdout.write(`${line}\n`)
    return exitCodes.ok
  })
}

/** What is no recipe at all has as many mistakes as lines. */
const shownMost = 5

function refusedLines(file: string, problems: RecipeProblem[]): string[] {
  const more = problems.length - shownMost
  return [
    escapeName(`${file} was not imported: it has ${countOf(problems.length, 'mistake')}.`),
    ...problemLines(file, problems.slice(0, shownMost)),
    ...(more > 0 ? [escapeName(`And ${more} more: \`millrace check\` names all of them.`)] : []),
  ]
}

const kinds: Record<RecipeRequest['kind'], string> = {
  program: 'run the program',
  path: 'use the path',
  secret: 'use the secret',
}

/** Where nobody is there to ask, only what `--allow` says. */
async function isAllowed(
  { kind, step, words }: RecipeRequest,
  { world, options }: Pick<VerbCall, 'world' | 'options'>,
): Promise<boolean> {
  if (options['allow']) return true
  const wish = escapeName(`Its step ${step} wants to ${kinds[kind]}: ${words.join(' ')}`)
  if (world.ask) return world.ask(`${wish}. Allow it?`)
  world.stderr.write(`${wish}\n`)
  return false
}

function importedLines({ name, title }: { name: string; title: string }, off: RecipeRequest[]): string[] {
  const lines = off.map(({ step, words }) => `off: ${step}, which asks for ${words.join(' ')}`)
  const waits =
    off.length > 0 ? ['It does not run until that is allowed: `--allow --replace`, or turn the step on.'] : []
  return [`imported: ${name} (${title})`, ...lines, ...waits].map(escapeName)
}

/** Writes a recipe as a file for somebody else, or to the output. Nothing is replaced. */
export async function exportRecipe({ world, words: [, recipe = '', file], options }: VerbCall): Promise<ExitCode> {
  const { fileName, text } = await withRecipes(world, (client, asking) =>
    client.ask('recipe.export', { recipe }, asking),
  )
  if (file === undefined) {
    world.stdout.write(options['json'] ? `${jsonLine({ fileName, text })}\n` : text)
    return exitCodes.ok
  }
  const given = absolutePath(file, world.cwd)
  const at = await stat(toFs(given)).catch(() => undefined)
  if (!at) await requireItsFolder(file, folderOf(given))
  const path = at?.isDirectory() ? join(given, fileName) : given
  await using whole = await WholeFile.create(path)
  await whole.write(`${text.trimEnd()}\n`)
  if ((await whole.publishNew()) === 'taken')
    throw new Fault('usage-wrong', { subject: path, why: 'There is a file of that name: choose another.' })
  world.stdout.write(`${options['json'] ? jsonLine({ path }) : escapeName(`exported: ${path}`)}\n`)
  return exitCodes.ok
}

async function requireItsFolder(file: string, folder: string): Promise<void> {
  if (/[/\\]$/.test(file))
    throw new Fault('usage-wrong', { subject: file, why: 'There is no such folder: make it first, or name a file.' })
  if (await stat(toFs(folder)).catch(() => undefined)) return
  throw new Fault('usage-wrong', { subject: folder, why: 'There is no such folder: make it first, or name another.' })
}
