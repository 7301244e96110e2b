import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { byShelf } from '../../main/library/shelf-order.ts'
import { packageRoot } from '../../main/package-root.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { code, printed, table } from './markdown.ts'

const folder = join(packageRoot, 'recipes')
const ending = '.millrace.yaml'

/** The built-in recipes by the names they are called by, in the order every list has. */
export const builtInNames = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .toSorted(byShelf)

interface RecipeText {
  name: string
  summary: string
  steps?: unknown[]
  outputs?: { steps?: unknown[] }[]
  originals?: unknown
}

/** What some of them are given besides a folder, and what is to be known of that. */
const asked: Record<string, { given?: string; hint: string }> = {
  checksums: {
    hint: 'Names in the list are those below FOLDER: `sha256sum --check` is run in there. [Check checksums](check-checksums.md) finds them by itself.',
  },
  'check-checksums': {
    given: 'FOLDER LIST',
    hint: 'LIST is the file that [Checksums](checksums.md) has written, such as `results/FOLDER.sha256`. It need not be named where it lies in FOLDER itself.',
  },
}

/** A page of the guide for every built-in recipe, and one that lists them; by path from the package root. */
export const recipePages: Record<string, () => string> = {
  'docs/guide/recipes/README.md': listPage,
  ...Object.fromEntries(builtInNames.map((name) => [`docs/guide/recipes/${name}.md`, () => recipePage(name)])),
}

function listPage(): string {
  const rows = builtInNames.map((name) => [`[${read(name).recipe.name}](${name}.md)`, read(name).recipe.summary.trim()])
  return [printed, '# The recipes that come with Millrace\n', table(['recipe', 'what it does'], rows)].join('\n')
}

function recipePage(name: string): string {
  const { text, recipe } = read(name)
  const picture = existsSync(join(packageRoot, `docs/guide/recipes/${name}.svg`))
    ? [`![What ${recipe.name} was given, and what it made of it](${name}.svg)\n`]
    : []
  const { given = 'FOLDER', hint = '' } = asked[name] ?? {}
  const steps = stepsIn([recipe.steps ?? [], recipe.outputs?.map((output) => output.steps ?? []) ?? []])
  return [
    printed,
    `# ${recipe.name}\n`,
    `${recipe.summary.trim()}\n`,
    ...picture,
    '```sh',
    `millrace plan --recipe ${name} --out results ${given}   # what it would do`,
    `millrace run --recipe ${name} --out results ${given}`,
    'millrace undo last   # takes it back, or only the files named behind it',
    '```\n',
    ...(hint === '' ? [] : [`${hint}\n`]),
    `${originalsSentence(recipe.originals)}\n`,
    ...(steps.length === 0 ? [] : ['## Its steps\n', table(['step', 'what it does'], steps.map(stepRow))]),
    '## The whole recipe\n',
    `To change it, write it to a file of your own with ${code(`millrace recipes export ${name} mine.millrace.yaml`)}; ${code('--recipe mine.millrace.yaml')} runs that.\n`,
    `\`\`\`yaml\n${text.trim()}\n\`\`\`\n`,
  ].join('\n')
}

function read(name: string): { text: string; recipe: RecipeText } {
  const text = readFileSync(join(folder, `${name}${ending}`), 'utf8')
  return { text, recipe: parse(text) as RecipeText }
}

/** Every step named in lists of steps, under conditions too, each once. */
function stepsIn(lists: unknown): string[] {
  const known = stepSchemas()
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && known.has(value)) names.add(value)
    else if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (known.has(key)) names.add(key)
        else visit(inner)
      }
  }
  visit(lists)
  return [...names]
}

function stepRow(name: string): string[] {
  const { descriptor } = stepSchemas().get(name) ?? {}
  return [`[${code(name)}](../../reference/steps.md#${name.replaceAll('.', '')})`, descriptor?.summary ?? '']
}

function originalsSentence(originals: unknown): string {
  if (originals === undefined || originals === 'keep') return 'Originals stay where they are, as they are.'
  if (typeof originals === 'object') return 'Originals are moved themselves; undo moves them back.'
  const inVault =
    'go to the vault, from where undo brings them back. They take up room there until `millrace vault empty`.'
  return originals === 'replace'
    ? `Each result takes the place of its original, and nothing comes to \`results\`. The originals ${inVault}`
    : `Originals that give way ${inVault}`
}
