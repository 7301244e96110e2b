import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What somebody wants who started the app once more, or gave it something from outside. */
export type OutsideRequest =
  | { type: 'show' }
  /** Started with the session: stays in the tray. */
  | { type: 'hidden' }
  /** Files and folders to look over. */
  | { type: 'review'; paths: string[] }
  /** A recipe of the library to look at. */
  | { type: 'recipe'; name: string }
  | { type: 'recipe-file'; path: string }
  /** A link that asks for something we do not do. */
  | { type: 'refused'; link: string }

/** As `main/library` names them: lower-case words with hyphens. */
const recipeName = /^[a-z0-9]+(-[a-z0-9]+)*$/
const longestName = 100
export const linkScheme = 'millrace'
/** As the screens know one when it is dropped; systems that look only at what is after the last dot know `.millrace`. */
const recipeFile = /\.millrace(\.(ya?ml|json))?$/i

/** The words after the program, from the shell, the file manager or the system. Relative paths are those of `cwd`. */
export function requestOf(words: readonly string[], cwd: string): OutsideRequest {
  const link = words.find((word) => word.startsWith(`${linkScheme}:`))
  if (link !== undefined) return requestOfLink(link)
  const named = words.filter((word) => word !== '' && !word.startsWith('-'))
  const paths = named.map((word) => pathOf(word, cwd)).filter((path) => path !== null)
  const [first] = paths
  if (first !== undefined && paths.length === 1 && recipeFile.test(first)) return { type: 'recipe-file', path: first }
  if (paths.length > 0) return { type: 'review', paths }
  return { type: words.includes('--hidden') ? 'hidden' : 'show' }
}

/** Two requests as one where both are files, which macOS tells of one by one; else the later. */
export function together(earlier: OutsideRequest, later: OutsideRequest): OutsideRequest {
  if (earlier.type !== 'review' || later.type !== 'review') return later
  return { type: 'review', paths: [...earlier.paths, ...later.paths] }
}

/** `millrace://recipe/NAME` shows a recipe for review. Whoever made the link decides nothing else: no file, no folder, no run. */
export function requestOfLink(link: string): OutsideRequest {
  const url = URL.parse(link)
  const name = url?.host === 'recipe' ? /^\/([^/]+)\/?$/.exec(url.pathname)?.[1] : undefined
  const isPlain = url !== null && url.search === '' && url.hash === '' && url.username === '' && url.port === ''
  if (name !== undefined && isPlain && name.length <= longestName && recipeName.test(name))
    return { type: 'recipe', name }
  return { type: 'refused', link: link.slice(0, 200) }
}

/** File managers give paths or `file:` addresses; an address of anything else is nothing we open. */
function pathOf(word: string, cwd: string): string | null {
  if (/^file:\/\//i.test(word)) {
    try {
      return fileURLToPath(word)
    } catch {
      return null
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(word)) return null
  return isAbsolute(word) ? word : resolve(cwd, word)
}
