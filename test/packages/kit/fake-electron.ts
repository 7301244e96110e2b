import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { electronVersion } from '../../../scripts/electron-runtime.ts'

/** What the fuse step of electron-builder looks for in the executable, then the version of the wire, how many fuses there are, and each of them. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = '101100010'

/**
 * A folder with everything that packaging needs of Electron's own, except that its executable is only the words a person would need. So the archive,
 * the layout and the fuses are made as they would be, on machines that cannot have Electron.
 */
export async function fakeElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)])
  const says = '#!/bin/sh\necho "Electron itself is not in this package." >&2; exit 1\n'
  const files: [string, string | Buffer, number][] = [
    ['electron', Buffer.concat([Buffer.from(says), wire]), 0o755],
    ['chrome-sandbox', says, 0o755],
    ['version', `v${electronVersion()}`, 0o644],
    ['LICENSE', 'MIT\n', 0o644],
    ['LICENSES.chromium.html', '<!doctype html>\n', 0o644],
    ['locales/en-US.pak', 'pak', 0o644],
  ]
  for (const [name, content, mode] of files) await writeFile(join(folder, name), content, { mode })
}
