/** Paths the journal holds are absolute, in their system's own form: on POSIX a backslash is a letter like any other. */
function isPosix(path: string): boolean {
  return path.startsWith('/')
}

export function joined(folder: string, name: string): string {
  const separator = isPosix(folder) ? '/' : '\\'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

/** The other way round. What lies in a root has that as its folder. */
export function parted(path: string): { folder: string; name: string } {
  const at = path.lastIndexOf(isPosix(path) ? '/' : '\\')
  const isInRoot = isPosix(path) ? at === 0 : at === 2 && path[1] === ':'
  return { folder: path.slice(0, isInRoot ? at + 1 : at), name: path.slice(at + 1) }
}

/** Whether a folder is another one, or lies in it. */
export function liesIn(folder: string, inner: string): boolean {
  return joined(inner, '').startsWith(joined(folder, ''))
}
