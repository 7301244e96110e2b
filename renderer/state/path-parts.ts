/** Where a path begins with a slash, its system takes a backslash for a part of a name. */
const separatorOf = (path: string): RegExp => (path.startsWith('/') ? /\// : /[/\\]/)

/** The names a path consists of, the one farthest out first. */
export function partsOf(path: string): string[] {
  return path.split(separatorOf(path)).filter((part) => part !== '')
}

/** The folder something lies in; of what lies in a root, that. */
export function folderOf(path: string): string {
  const name = path.split(separatorOf(path)).at(-1) ?? ''
  const folder = path.slice(0, path.length - name.length)
  return folder.length > 1 && !/^[a-z]:\\$/i.test(folder) ? folder.slice(0, -1) : folder
}
