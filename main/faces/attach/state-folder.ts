import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { Fault } from '../../../contract/fault.ts'

export interface Place {
  env: NodeJS.ProcessEnv
  cwd: string
  platform?: NodeJS.Platform
  home?: string
}

/** Where Millrace keeps its journal, settings and vault: `MILLRACE_HOME`, else the platform's usual place. */
export function stateFolderOf({ env, cwd, platform = process.platform, home: given }: Place): string {
  if (env['MILLRACE_HOME']) return resolve(cwd, env['MILLRACE_HOME'])
  const home = given ?? homeFolder()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Millrace')
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Millrace')
  // The XDG base directory specification has relative paths ignored.
  const state = env['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(state) ? state : join(home, '.local', 'state'), 'millrace')
}

/** A user that no list knows, as in a container, has none. */
function homeFolder(): string {
  try {
    return homedir()
  } catch (error) {
    const why = 'This user has no home folder: name a folder in MILLRACE_HOME.'
    throw new Fault('state-unusable', { subject: '~', why, cause: error })
  }
}
