import type { OfferedFile } from '../../state/upload-run.ts'
import { readInput } from './read-drop.ts'

/** An element that nobody holds on to may be gone before the person has chosen, and with it what they chose. */
let asking: HTMLInputElement | undefined

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
  asking = input
  asking.click()
}
