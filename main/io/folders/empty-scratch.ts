import * as fs from 'node:fs'
import { child } from '../paths.ts'

/** Makes the folder for intermediates and empties it but for what is to be kept: everything else in it was made by an engine that has ended. */
export function emptyScratch({ folder, kept }: { folder: string; kept: string[] }): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = fs.readdirSync(folder).map((name) => child(folder, name))
  for (const path of paths) if (!kept.includes(path)) fs.rmSync(path, { recursive: true, force: true })
}
