import { encodePath } from './path-text.ts'

export interface ShownPath {
  /** Well-formed: a byte that is no UTF-8 is shown as U+FFFD. */
  path: string
  /** base64url of the bytes of the path, only where they are no UTF-8: then `path` alone does not tell which file it is. */
  pathKey?: string
}

/** A path as whoever is outside is told of it. */
export function shownPath(path: string): ShownPath {
  if (path.isWellFormed()) return { path }
  const base64 = btoa(String.fromCharCode(...encodePath(path)))
  return { path: path.toWellFormed(), pathKey: base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') }
}
