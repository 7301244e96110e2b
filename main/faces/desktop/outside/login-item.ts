import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { app } from 'electron'
import { autostartEntry } from './autostart-entry.ts'

/** Starts with the session, in the tray. Linux has a folder for it (XDG autostart), which Electron does not know of. */
export async function setOpenAtLogin(openAtLogin: boolean): Promise<void> {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin, args: ['--hidden'] })
  const file = join(configFolder(), 'autostart', 'millrace.desktop')
  if (!openAtLogin) return rm(file, { force: true })
  await mkdir(join(configFolder(), 'autostart'), { recursive: true })
  await writeFile(file, autostartEntry(process.env['APPIMAGE'] ?? app.getPath('exe')))
}

/** The XDG base directory specification has relative paths ignored. */
function configFolder(): string {
  const folder = process.env['XDG_CONFIG_HOME'] ?? ''
  return isAbsolute(folder) ? folder : join(homedir(), '.config')
}
