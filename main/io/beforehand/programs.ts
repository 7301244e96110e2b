import * as fs from 'node:fs'
import { delimiter, join } from 'node:path'

/** What Windows puts behind the name of a program that has no ending. */
const endings = process.platform === 'win32' ? ['', '.exe', '.com'] : ['']

/** Whether each of these is a program that could be started from here: by its path, or by its name in one of the folders of `PATH`. */
export function areProgramsThere(programs: string[]): boolean[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return programs.map((program) => {
    const places = /[/\\]/.test(program) ? [program] : folders.map((folder) => join(folder, program))
    return places.some((place) => endings.some((ending) => isProgram(place + ending)))
  })
}

function isProgram(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK)
    return fs.statSync(path).isFile()
  } catch {
    return false
  }
}
