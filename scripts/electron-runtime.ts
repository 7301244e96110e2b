import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'

export interface ElectronRuntime {
  executable: string
  version: string
}

const folder = join(packageRoot, 'node_modules/electron')
const usualNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/**
 * Electron's executable, where it has been fetched, or in the folder named by `ELECTRON_OVERRIDE_DIST_PATH` as Electron's own package has it.
 * That package is looked at and never loaded: loading it would fetch the executable.
 */
export function electronRuntime(env: NodeJS.ProcessEnv = process.env): ElectronRuntime | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  const dist = override === '' ? join(folder, 'dist') : override
  const named = join(folder, 'path.txt')
  const name = existsSync(named) ? readFileSync(named, 'utf8') : (usualNames[process.platform] ?? 'electron')
  const executable = join(dist, name)
  return existsSync(executable) ? { executable, version: electronVersion() } : null
}

/** The version this project is built for. */
export function electronVersion(): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
