import type { OfferedFile } from '../../state/upload-run.ts'
import { readInput } from './read-drop.ts'

/** Opens the browser's own dialog for files, or for a folder with all in it; nothing is told when the person thinks better of it. */
export function pickFromComputer(what: 'files' | 'folder', picked: (files: OfferedFile[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = what === 'folder'
  input.addEventListener('change', () => {
    const files = readInput(input.files ?? [])
    if (files.length > 0) picked(files)
  })
  input.click()
}
