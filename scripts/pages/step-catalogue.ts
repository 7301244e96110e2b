import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

const path = 'workers/steps/catalogue.ts'

/** The list of all steps, printed from the files there are: a new step is one file, and nothing else has to know. */
export function stepCataloguePage(root = packageRoot): string {
  const files = globSync('*/*.ts', { cwd: join(root, 'workers/steps') })
  const names = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const imports = names.map((name) => `import ${wordOf(name)} from './${name}.ts'\n`)
  const items = names.map((name) => `  ${wordOf(name)},\n`)
  return `import type { Step } from './define-step.ts'
${imports.join('')}
/** Every step there is, sorted by name. Printed from the folder by \`npm run docs\` and \`npm run build\`. */
export const steps: readonly Step[] = [
${items.join('')}]
`
}

/** Writes it where a file has come or gone. */
export function printStepCatalogue(root = packageRoot): void {
  const text = stepCataloguePage(root)
  const file = join(root, path)
  if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}

/** `image/contact-sheet` as `imageContactSheet`. */
function wordOf(name: string): string {
  return name.replace(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
