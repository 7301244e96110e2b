import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** Comes with the runtime, not with the package. */
const isGiven = (name: string) => name === 'electron' || isBuiltin(name)

/** The packages that the built files of a folder import, or ask the place of, by name: what has to lie beside them in `node_modules`. */
export function neededPackages(folder: string): string[] {
  const found = new Set<string>()
  for (const file of globSync('*.js', { cwd: folder })) {
    const text = readFileSync(join(folder, file), 'utf8')
    const { module } = parseSync(file, text)
    const named = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
    const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => quoted(text.slice(start, end)))
    const placed = module.importMetas.map(({ end }) => askedPlace(text.slice(end)))
    for (const name of [...named, ...later, ...placed])
      if (name && !/^[./]/.test(name) && !isGiven(name)) found.add(packageOf(name))
  }
  return [...found].toSorted()
}

/** Empty for what is computed: such imports name files beside them. */
function quoted(source: string): string {
  return /^(['"`])([^'"`]+)\1$/.exec(source)?.[2] ?? ''
}

/** Whose place `import.meta` is asked for by what follows it; empty for anything else. */
function askedPlace(after: string): string {
  return /^\s*\.\s*resolve\(\s*(['"`])([^'"`]+)\1\s*\)/.exec(after)?.[2] ?? ''
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
