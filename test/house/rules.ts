import { posix } from 'node:path'
import type { SourceFile } from './source-file.ts'
import { arrows, emptyNames, homes, limits, nameHomes, purePackages, writers } from './table.ts'

const inWords = new Intl.ListFormat('en-GB')

/** What is against the rules of the house, one line each: `path:line what is wrong`. */
export function violationsOf(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...shapeOf(file),
    ...sizesOf(file),
    ...(isTest(file.path) ? [] : [...importsOf(file), ...namesOf(file), ...writesOf(file)]),
  ])
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)testing\/|^test\//.test(path)
}

/** The entry of `arrows` a path falls under, or undefined where the house has no such room. */
export function roomOf(path: string): string | undefined {
  return Object.keys(arrows)
    .filter((room) => within(path, room))
    .toSorted((a, b) => b.length - a.length)[0]
}

function within(path: string, place: string): boolean {
  return place.endsWith('*') ? path.startsWith(place.slice(0, -1)) : path === place || path.startsWith(`${place}/`)
}

function* importsOf({ path, imports }: SourceFile): Generator<string> {
  const room = roomOf(path)
  if (room === undefined) yield `${path} lies in no room of the house`
  else
    for (const { to, line, typeOnly } of imports) {
      const wrong = to.startsWith('.') ? wrongArrow(path, { room, to }) : wrongPackage(path, { room, to, typeOnly })
      if (wrong) yield `${path}:${line} ${wrong}`
    }
}

function wrongArrow(path: string, { room, to }: { room: string; to: string }): string | undefined {
  const target = posix.join(posix.dirname(path), to)
  if (isTest(target)) return `imports ${target}, which is for tests`
  const allowed = [room, ...(arrows[room] ?? [])]
  const inRoom = roomOf(target) === room || allowed.slice(1).some((place) => within(target, place))
  return inRoom ? undefined : `imports ${target}, but ${room} may not know it`
}

interface PackageImport {
  room: string
  to: string
  typeOnly: boolean
}

function wrongPackage(path: string, { room, to, typeOnly }: PackageImport): string | undefined {
  if (to === '') return 'imports something computed: name the module'
  const name = packageOf(to)
  const home = homes[name]
  if (home && !typeOnly && !home.in.some((place) => within(path, place))) return `imports ${name}, but ${home.because}`
  const pure = purePackages[room]
  return pure && !pure.includes(name)
    ? `imports ${name}, but ${room} may import ${inWords.format(pure)} only`
    : undefined
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier.split('/')[0] ?? specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function* namesOf({ path, names }: SourceFile): Generator<string> {
  if (!path.startsWith('main/')) return
  for (const { name, line } of names) {
    const home = nameHomes[name]
    if (home && !home.in.includes(path)) yield `${path}:${line} uses ${name}, but ${home.because}`
  }
}

function* writesOf({ path, writes }: SourceFile): Generator<string> {
  if (Object.keys(writers).some((place) => within(path, place))) return
  for (const { call, line } of writes) yield `${path}:${line} calls ${call}, but only main/io changes files`
}

function* sizesOf({ path, lines, functions }: SourceFile): Generator<string> {
  const most = isTest(path) ? limits.testFileLines : limits.fileLines
  if (lines > most) yield `${path} has ${lines} lines, more than ${most}`
  if (isTest(path)) return
  for (const { line, lines: long } of functions) {
    if (long > limits.functionLines) yield `${path}:${line} is a function of ${long} lines`
  }
}

function* shapeOf({ path, isBarrel, hasDefaultExport }: SourceFile): Generator<string> {
  const names = path.split('/')
  const odd = names.find((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name))
  if (odd) yield `${path}: ${odd} is not in kebab-case`
  const empty = names.find((name) => emptyNames.test(name))
  if (empty) yield `${path}: ${empty} says nothing about what is inside`
  if (isBarrel) yield `${path} only passes on what others export`
  if (hasDefaultExport && !mayExportDefault(path)) yield `${path} has a default export`
}

/** A step is its file; the other two are what their programs ask for. */
function mayExportDefault(path: string): boolean {
  return /^workers\/steps\/[^/]+\/[^/]+\.ts$/.test(path) || path === 'test/reporter.ts' || path === 'knip.ts'
}
