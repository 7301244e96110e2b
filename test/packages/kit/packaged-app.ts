import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../../../main/package-root.ts'
import { fakeElectron } from './fake-electron.ts'

const run = promisify(execFile)

/** Where the packages look for newer ones: nowhere, unless a test says where. */
export const publishedAt = 'https://updates.millrace.invalid/'

export interface PackagedApp extends AsyncDisposable {
  /** The folder as it is installed, copied to a place that knows nothing of the checkout. */
  folder: string
  resources: string
}

/** Makes packages of the kinds named, around a folder that stands in for Electron's. Answers the folder they are made in. */
export async function makePackages(
  kinds: readonly string[],
  output: string,
  env: Record<string, string> = {},
): Promise<void> {
  const dist = await mkdtemp(join(tmpdir(), 'mr-electron-'))
  try {
    await fakeElectron(dist)
    const script = join(packageRoot, 'scripts/package.ts')
    const places = [`-c.electronDist=${dist}`, `-c.directories.output=${output}`]
    const given = ['--', ...places, '-c.publish.provider=generic', `-c.publish.url=${publishedAt}`]
    await run(process.execPath, [script, 'linux', ...kinds, ...given], {
      env: { ...process.env, ...env },
      maxBuffer: 64 * 2 ** 20,
    })
  } finally {
    await rm(dist, { recursive: true })
  }
}

/** The app as a package unpacks it, away from the checkout. */
export async function packagedApp(): Promise<PackagedApp> {
  const made = await mkdtemp(join(tmpdir(), 'mr-made-'))
  const folder = await mkdtemp(join(tmpdir(), 'mr-installed-'))
  await makePackages(['dir'], made)
  await cp(join(made, 'linux-unpacked'), folder, { recursive: true, verbatimSymlinks: true })
  await rm(made, { recursive: true })
  return {
    folder,
    resources: join(folder, 'resources'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
