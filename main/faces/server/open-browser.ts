import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Shows the address in the browser of this machine; where there is none, nothing happens. The token goes through a file only the person
 * can read: arguments of a process can be read by everybody on the machine.
 */
export async function openInBrowser(address: string, { stateFolder }: { stateFolder: string }): Promise<void> {
  const file = join(stateFolder, 'open-in-browser.html')
  writeFileSync(file, pageTo(address), { mode: 0o600 })
  const [program, ...words] = openerOf(process.platform)
  const child = spawn(program, [...words, pathToFileURL(file).href], { detached: true, stdio: 'ignore' })
  child.on('error', () => {})
  child.unref()
}

/** What shows a file, to be followed by its address. */
export function openerOf(platform: NodeJS.Platform, systemRoot = process.env['SystemRoot']): [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  if (platform !== 'win32') return ['xdg-open']
  // By its full path: Windows would take a program of that name in the present folder before its own.
  return [`${systemRoot ?? 'C:\\Windows'}\\System32\\rundll32.exe`, 'url.dll,FileProtocolHandler']
}

/** The address is of our own making and holds nothing that would have to be escaped. */
function pageTo(address: string): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}"><title>Millrace</title>\n`
}
