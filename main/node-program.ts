import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.ts'

const name = process.platform === 'win32' ? 'node.exe' : 'node'

/**
 * The Node that child processes run on: the one that runs us, or, inside Electron, the one that is shipped beside it. Electron's own executable
 * does not run scripts there, and native codecs would meet the libraries that it has loaded for its windows.
 */
export function nodeProgram(): string {
  if (process.versions['electron'] === undefined) return process.execPath
  const shipped = join((process as unknown as { resourcesPath: string }).resourcesPath, name)
  return existsSync(shipped) ? shipped : join(packageRoot, 'node_modules/node/bin', name)
}
