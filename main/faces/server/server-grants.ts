import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Grant, Grants } from '../../settings/grants.ts'
import { rootsOf } from '../../settings/roots.ts'
import type { ServerSettings } from '../../settings/server-settings.ts'
import { isLoopback } from './origin.ts'

export interface GrantPlace {
  stateFolder: string
  settings: ServerSettings
  /** The address listened on. */
  host: string
  resolve: (path: string) => Promise<string | null>
}

/** Where uploads lie, and results for whoever has no folder here; both made when they are missing. */
export function serverFolders(stateFolder: string): { uploads: string; results: string } {
  const folders = { uploads: join(stateFolder, 'uploads'), results: join(stateFolder, 'results') }
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folders
}

/**
 * What a browser may use: the roots of the settings, uploads and results. Without roots in the settings it is the person's home, but
 * only while nobody outside this machine can connect: there a token that leaked must not open a whole home. Millrace's own state is
 * closed whatever is open around it, or a recipe could put a result in the place of the journal.
 */
export function serverGrants({ stateFolder, settings, host, resolve }: GrantPlace): Grants {
  const { uploads, results } = serverFolders(stateFolder)
  const roots = settings.roots === null && !isLoopback(host) ? [] : rootsOf(settings)
  const grants: Grant[] = [...roots, { title: 'Results', path: results, access: 'write' }]
  return new Grants({ resolve, grants, unlisted: [{ path: uploads, access: 'write' }], closed: [stateFolder] })
}
