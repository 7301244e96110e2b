import * as fs from 'node:fs'
import { child } from './paths.ts'

/** Makes the folder for intermediates and empties it: everything in it was made by an engine that has ended. */
export function emptyScratch(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of fs.readdirSync(folder)) fs.rmSync(child(folder, name), { recursive: true, force: true })
}
