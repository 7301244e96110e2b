import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'

/**
 * Electron reads `app.asar` like a folder, and Node does not: a folder of that name with what the archive holds, beside a copy of everything else in
 * `resources`, so that what the package lacks is missed here too. Answers the folder; it goes with the process.
 */
export function unpackedCopy(resources: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'mr-standin-'))
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
  cpSync(resources, copy, { recursive: true, filter: (path) => path !== join(resources, 'app.asar') })
  extractAll(join(resources, 'app.asar'), join(copy, 'app.asar'))
  return join(copy, 'app.asar')
}
