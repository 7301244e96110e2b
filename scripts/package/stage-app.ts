import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'
import { neededPackages } from './needed-packages.ts'
import { packageClosure } from './package-closure.ts'

/** What of a package only its makers need. */
const leftOut = [
  '**/*.{md,markdown,ts,cts,mts,map,tsbuildinfo,c,cc,cpp,h,hpp,gyp,yml,yaml}',
  '**/{test,tests,__tests__,benchmark,benchmarks,bench,example,examples,docs,doc,coverage,.github}/**',
  'src/**',
  'install/**',
  '**/{.*,*eslint*,*.config.*}',
]
/** Their licences go along with them. */
const kept = /^(licen[cs]e|notice|copying)/i

/** Ours, and nothing else of the project. */
const ownFiles = ['bin', 'recipes', 'LICENSE', 'THIRD-PARTY-NOTICES.md']

/**
 * Puts exactly what a package needs into `folder`: the build without its maps, the built-in recipes, and the packages the build asks for by name with
 * all that those need, for the system this runs on.
 */
export function stageApp(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of ownFiles) cpSync(join(packageRoot, name), join(folder, name), { recursive: true })
  cpSync(join(packageRoot, 'out'), join(folder, 'out'), { recursive: true, filter: (path) => !path.endsWith('.map') })
  const needed = neededPackages(join(packageRoot, 'out'))
  const packages = packageClosure(packageRoot, needed)
  for (const found of packages) copyPackage(found.folder, folder)
  const versions = packages.filter(({ name, folder: at }) => needed.includes(name) && at === `node_modules/${name}`)
  const dependencies = Object.fromEntries(versions.map(({ name, version }) => [name, version]))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(dependencies), null, 2)}\n`)
}

function copyPackage(from: string, folder: string): void {
  const root = join(packageRoot, from)
  const nested = ['node_modules/**']
  const dropped = new Set(globSync(leftOut, { cwd: root }))
  for (const file of globSync('**/*', { cwd: root, exclude: nested, withFileTypes: true })) {
    const path = join(file.parentPath, file.name).slice(root.length + 1)
    if (!file.isFile() || (dropped.has(path) && !kept.test(file.name))) continue
    cpSync(join(root, path), join(folder, from, path))
  }
}

/** What the system, the updater and `--version` read. */
function manifest(dependencies: Record<string, string>) {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8')
  const { name, productName, desktopName, version, description, license, type, main, bin } = JSON.parse(text) as Record<
    string,
    unknown
  >
  const author = { name: 'The Millrace authors', email: 'authors@millrace.invalid' }
  const homepage = 'https://millrace.invalid'
  return {
    name,
    productName,
    desktopName,
    version,
    description,
    license,
    author,
    homepage,
    type,
    main,
    bin,
    dependencies,
  }
}
