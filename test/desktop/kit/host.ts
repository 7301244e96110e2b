import { join } from 'node:path'
import { packageRoot } from '../../../main/package-root.ts'
import { electronRuntime } from '../../../scripts/electron-runtime.ts'

/** What runs the app: Electron itself, or the stand-in where its executable cannot be had. */
export interface DesktopHost {
  kind: 'real' | 'standin'
  executable: string
  version: string
}

export const standinFolder = join(packageRoot, 'test/electron-standin')

/** `MILLRACE_DESKTOP_HOST` says which: `real` (missing is an error), `standin`, or `auto`: the real one where it has been fetched. */
export function desktopHost(asked = process.env['MILLRACE_DESKTOP_HOST'] ?? 'auto'): DesktopHost {
  const real = electronRuntime()
  if (asked === 'real' && !real)
    throw new Error('Electron’s executable is not here. `npx install-electron` fetches it.')
  if (real && asked !== 'standin') return { kind: 'real', ...real }
  return { kind: 'standin', executable: join(standinFolder, 'electron-standin'), version: '45, stood in for' }
}
