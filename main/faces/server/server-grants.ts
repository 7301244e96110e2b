import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Grant, Grants } from '../../settings/grants.ts'
import { rootsOf } from '../../settings/roots.ts'
import type { ServerSettings } from '../../settings/server-settings.ts'
import { isLoopback } from './origin.ts'

export interface GrantPlace {
  stateFolder: string
  /** Where whole uploads lie. */
  uploads: string
  settings: ServerSettings
  /** The address listened on. */
  host: string
  resolve: (path: string) => Promise<string | null>
}

/**
 * What a browser may use: the roots of the settings, uploads and results. Without roots in the settings it is the person's home, but
 * only while nobody outside this machine can connect, by its address or by a name that something passes on from: there a token that leaked must not open a whole home. Millrace's own state is
 * closed whatever is open around it, or a recipe could put a result in the place of the journal.
 */
export function serverGrants({ stateFolder, uploads, settings, host, resolve }: GrantPlace): Grants {
  // For whoever has no folder here.
  const results = join(stateFolder, 'results')
  mkdirSync(results, { recursive: true, mode: 0o700 })
  const isOpenToOthers = !isLoopback(host) || settings.names.length > 0
  const roots = settings.roots === null && isOpenToOthers ? [] : rootsOf(settings)
  const grants: Grant[] = [...roots, { title: 'Results', path: results, access: 'write' }]
  return new Grants({ resolve, grants, unlisted: [{ path: uploads, access: 'write' }], closed: [stateFolder] })
}
