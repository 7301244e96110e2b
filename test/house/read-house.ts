import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSource, type SourceFile } from './source-file.ts'

const notOurs = ['node_modules/**', 'out/**', 'dist/**', '.*/**']

/** Every source file below `root`, parsed, in order of path. */
export function readHouse(root: string): SourceFile[] {
  return globSync('**/*.{ts,tsx}', { cwd: root, exclude: notOurs })
    .map((path) => path.split(sep).join('/'))
    .toSorted()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}
