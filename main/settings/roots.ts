import { homedir } from 'node:os'
import { basename } from 'node:path'
import type { Grant } from './grants.ts'
import type { ServerSettings } from './server-settings.ts'

/** The folders listed in the settings. Without a list it is the person's home: who can sign in on this machine is that person. */
export function rootsOf({ roots }: ServerSettings): Grant[] {
  if (roots === null) return [{ title: 'Home', path: homedir(), access: 'write', home: true }]
  return roots.map(({ path, access }) => ({ title: basename(path) || path, path, access }))
}
