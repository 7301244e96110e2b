import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

/** electron-builder's words for the systems. */
export const systemNames: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'win' }

/** Puts the Node that this project runs on into `.cache/node/<system>-<arch>`, where the package takes it from. */
export function placeNode(): void {
  const folder = join(packageRoot, '.cache/node', `${systemNames[process.platform]}-${process.arch}`)
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(packageRoot, 'node_modules/node/bin', program), join(folder, program))
  chmodSync(join(folder, program), 0o755)
}
