import { vaultName } from '../../contract/own-names.ts'
import { type FileTree, readTree } from '../fixtures/files.ts'
import { namesLate } from './recipe-texts.ts'

/** What a run of a recipe left below a folder, the vault aside: files by their names, or only their contents where names depend on who was first. */
export function resultsOf(root: string, text: string): FileTree | string[] {
  const files = Object.entries(readTree(root)).filter(([path]) => !path.split('/').includes(vaultName))
  return namesLate(text) ? files.map(([, content]) => content).toSorted() : Object.fromEntries(files)
}
