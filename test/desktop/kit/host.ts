import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../main/package-root.ts'

/** What runs the app: Electron itself, or the stand-in where its executable cannot be had. */
export interface DesktopHost {
  kind: 'real' | 'standin'
  executable: string
  version: string
}

const electronFolder = join(packageRoot, 'node_modules/electron')

/**
 * `MILLRACE_DESKTOP_HOST` says which: `real` (missing is an error), `standin`, or `auto`, the real one where it has been fetched. The package is looked at
 * and never loaded: loading it would fetch the executable.
 */
export function desktopHost(asked = process.env['MILLRACE_DESKTOP_HOST'] ?? 'auto'): DesktopHost {
  const real = realElectron()
  if (asked === 'real' && !real)
    throw new Error('Electron’s executable is not here. `npx install-electron` fetches it.')
  if (real && asked !== 'standin') return real
  return {
    kind: 'standin',
    executable: join(packageRoot, 'test/electron-standin/electron-standin'),
    version: 'stand-in',
  }
}

function realElectron(): DesktopHost | null {
  const named = join(electronFolder, 'path.txt')
  if (!existsSync(named)) return null
  const executable = join(electronFolder, 'dist', readFileSync(named, 'utf8'))
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as { version: string }
  return existsSync(executable) ? { kind: 'real', executable, version } : null
}
