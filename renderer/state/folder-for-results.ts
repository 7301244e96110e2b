interface Root {
  path: string
  access: 'read' | 'write'
}

/** The folder that was wanted, as long as results may go there; else the first one where they may, or an empty text. */
export function folderForResults(wanted: string, roots: readonly Root[]): string {
  const open = roots.filter(({ access }) => access === 'write')
  return open.some(({ path }) => isBelow(wanted, path)) ? wanted : (open[0]?.path ?? '')
}

function isBelow(path: string, root: string): boolean {
  const top = root.replace(/[/\\]$/, '')
  return path === root || path.startsWith(`${top}/`) || path.startsWith(`${top}\\`)
}
