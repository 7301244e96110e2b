import { readFileSync, realpathSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { Fault } from '../../../contract/fault.ts'
import { decodePath } from '../../../contract/path-text.ts'

/**
 * A path as typed, made absolute; links stay as they are. Only where `..` follows a name the disk is asked: behind a link it leads
 * elsewhere than the letters say. Raises `usage-wrong` for an empty one.
 */
export function absolutePath(path: string, cwd: string): string {
  // An empty variable of a script would name the folder it runs in.
  if (path === '') throw new Fault('usage-wrong', { subject: "''", why: 'An empty path names nothing.' })
  if (process.platform === 'win32') return resolve(cwd, usualForm(path))
  const [, back = '', rest = ''] = /^(.*[^./][^/]*\/+\.\.)(?:\/(.*))?$/s.exec(path) ?? []
  if (!back) return resolve(cwd, path)
  try {
    // The native one: the other takes `..` away before it looks at links.
    return resolve(realpathSync.native(resolveFirst(cwd, back)), rest)
  } catch {
    return resolve(cwd, path)
  }
}

/** On Windows `\\?\` says that a path may be long, which they all may be here: the same place is not to go by two names. */
export function usualForm(path: string): string {
  return path.replace(/^\\\\\?\\(?=[a-z]:\\)/i, '').replace(/^\\\\\?\\UNC\\/i, '\\\\')
}

function resolveFirst(cwd: string, path: string): string {
  return isAbsolute(path) ? path : `${cwd}/${path}`
}

/** `--recipe` takes a name or a file; what has a folder or a recipe's extension in it is a file. */
export function recipeArgument(recipe: string, cwd: string): string {
  const isFile = /[/\\]/.test(recipe) || /\.(ya?ml|json)$/i.test(recipe)
  return isFile ? absolutePath(recipe, cwd) : recipe
}

/**
 * The arguments of this process with their bytes kept: Node replaces bytes that are not UTF-8, and then names no file any more. Linux
 * tells the bytes in `/proc`; elsewhere names are Unicode, or there is no way.
 */
export function processArguments(): string[] {
  const words = process.argv.slice(2)
  if (process.platform !== 'linux' || !words.some((word) => word.includes('\ufffd'))) return words
  try {
    const exact = lastArguments(readFileSync('/proc/self/cmdline'), words.length)
    // A process that was given a title (`node --title`) has written it over its arguments.
    const isSame = (word: string, at: number): boolean =>
      word === exact[at] || (word.includes('\ufffd') && exact[at]?.isWellFormed() === false)
    return words.every(isSame) ? exact : words
  } catch {
    return words
  }
}

/** The last `count` entries of a list that ends each entry with a zero byte. */
export function lastArguments(commandLine: Buffer, count: number): string[] {
  const entries: string[] = []
  for (let from = 0; from < commandLine.length; ) {
    const zero = commandLine.indexOf(0, from)
    const end = zero === -1 ? commandLine.length : zero
    entries.push(decodePath(commandLine.subarray(from, end)))
    from = end + 1
  }
  return entries.slice(-count)
}
