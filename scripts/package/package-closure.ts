import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Manifest {
  name: string
  version: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface FoundPackage {
  name: string
  version: string
  /** From the root of the project. */
  folder: string
}

/** Every package that those named need at run time, as Node would find them from `root`. Optional ones count where they are installed. */
export function packageClosure(root: string, names: readonly string[]): FoundPackage[] {
  const found = new Map<string, FoundPackage>()
  const visit = (name: string, from: string, optional: boolean) => {
    const folder = resolveFolder(root, name, from)
    if (folder === null && optional) return
    if (folder === null) throw new Error(`${name}, which ${from || 'the build'} needs, is not installed`)
    if (found.has(folder)) return
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
    found.set(folder, { name, version: manifest.version, folder })
    const { dependencies = {}, optionalDependencies = {} } = manifest
    for (const needed of Object.keys(dependencies)) visit(needed, folder, needed in optionalDependencies)
    for (const needed of Object.keys(optionalDependencies)) visit(needed, folder, true)
  }
  for (const name of names) visit(name, '', false)
  return [...found.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1))
}

/** The nearest `node_modules` upwards that has it, from the root of the project; null when none has. */
function resolveFolder(root: string, name: string, from: string): string | null {
  for (let at = from; ; at = at.includes('/') ? dirname(at) : '') {
    const folder = join(at, 'node_modules', name)
    if (!at.endsWith('node_modules') && existsSync(join(root, folder, 'package.json'))) return folder
    if (at === '') return null
  }
}
