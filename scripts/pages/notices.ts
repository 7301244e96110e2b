import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'
import { code, printed, table } from './markdown.ts'

interface LockedPackage {
  version: string
  license?: string
  dev?: boolean
  optional?: boolean
}

/** What a licence asks for, or what a reader would wonder about. */
const remarks: Record<string, string> = {
  '@img/sharp-libvips-*':
    'libvips and the libraries it is built of, as a separate shared library that may be replaced by another build of it; its source is at github.com/lovell/sharp-libvips',
}

/** Packages made once for each system, by what they have in common. */
const families = [/^@img\/sharp-libvips-/, /^@img\/sharp-(?!libvips-)/, /^@napi-rs\/nice-/]

/** `THIRD-PARTY-NOTICES.md`: what is shipped that others made, from `package-lock.json`, with the licences as they came. */
export function noticesPage(): string {
  const shipped = shippedPackages()
  const rows = [...Map.groupBy(shipped, familyOf)].map(([name, members]) => {
    const versions = [...new Set(members.map(({ version }) => version))].join(', ')
    const licences = [...new Set(members.map(({ license = 'unknown' }) => license))].join('; ')
    return [code(name), versions, licences, remarks[name] ?? '']
  })
  const texts = shipped.filter(({ optional }) => !optional).flatMap(({ name }) => licenceText(name))
  const intro = 'Millrace is made with these packages; `*` stands for the systems one is built for.\n'
  return [
    printed,
    '# Third-party notices\n',
    intro,
    table(['package', 'version', 'licence', 'remark'], rows),
    ...texts,
  ].join('\n')
}

function shippedPackages(): (LockedPackage & { name: string })[] {
  const lock = readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> }
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, locked]) => ({ ...locked, name: path.slice(path.lastIndexOf('node_modules/') + 13) }))
}

function familyOf({ name }: { name: string }): string {
  const family = families.find((pattern) => pattern.test(name))
  return family ? `${family.exec(name)?.[0]}*` : name
}

function licenceText(name: string): string[] {
  const folder = join(packageRoot, 'node_modules', name)
  const [file] = globSync('{LICENSE,LICENCE,license}{,.md,.txt}', { cwd: folder })
  if (file === undefined) return []
  return [`## ${name}\n\n\`\`\`text\n${readFileSync(join(folder, file), 'utf8').trim()}\n\`\`\`\n`]
}
