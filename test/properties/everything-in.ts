import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { vaultName } from '../../contract/own-names.ts'
import { readTree } from '../fixtures/files.ts'

/** Every file with its content, its time and its permissions, and every folder; what the vault holds beside them is not looked at. */
export function everythingIn(root: string): { files: object; folders: string[] } {
  const isLookedAt = (path: string): boolean => !path.split('/').includes(vaultName)
  const files = Object.entries(readTree(root)).filter(([path]) => isLookedAt(path))
  const folders = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  return {
    files: Object.fromEntries(files.map(([path, content]) => [path, [content, stateOf(join(root, path))]])),
    folders: folders.filter(isLookedAt).toSorted((a, b) => (a < b ? -1 : 1)),
  }
}

function stateOf(path: string): string {
  const { mtimeMs, mode } = lstatSync(path)
  return `${mtimeMs} ${mode.toString(8)}`
}
