import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Pages = Record<string, () => string>

/** The folder that holds printed pages only. */
const referenceFolder = 'docs/reference'

/** The pages below `root` whose text is not what the code prints, or that are missing. */
export function stalePages(root: string, pages: Pages): string[] {
  return Object.entries(pages)
    .filter(([path, print]) => {
      const file = join(root, path)
      return !existsSync(file) || readFileSync(file, 'utf8') !== print()
    })
    .map(([path]) => path)
}

/** Files among the printed pages that nothing prints (any more). */
export function orphanPages(root: string, pages: Pages): string[] {
  return readdirSync(join(root, referenceFolder))
    .map((name) => `${referenceFolder}/${name}`)
    .filter((path) => !(path in pages))
}
