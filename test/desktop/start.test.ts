import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'
import { electronRuntime } from '../../scripts/electron-runtime.ts'
import { person } from './kit/desktop-app.ts'
import { endApp } from './kit/end-app.ts'
import { standinFolder } from './kit/host.ts'

/** What `npm start` says until a line fits. It is ended then, and has gone when this comes back. */
async function startSays(env: Record<string, string>, wanted: RegExp): Promise<string> {
  const script = join(packageRoot, 'scripts/start.ts')
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const line of createInterface(child.stdout)) {
    if (!wanted.test(line)) continue
    await endApp(child)
    return line
  }
  throw new Error(`It never said ${wanted}.`)
}

test('where Electron’s runtime is, it opens the desktop app and says so', async () => {
  await using ada = await person()
  const dist = join(ada.state, '..', 'dist')
  await mkdir(dist)
  await symlink(join(standinFolder, 'electron-standin'), join(dist, 'electron'))
  const env = { ...ada.env, ELECTRON_OVERRIDE_DIST_PATH: dist, STANDIN_NODE: process.execPath }
  assert.match(await startSays(env, /^Opening/), /^Opening the desktop app \(Electron 45\.\d+\.\d+\)\.$/)
})

test('where it is not and cannot be fetched, it opens the screens in a browser and says why', async (t) => {
  if (electronRuntime()) return t.skip('the runtime is here')
  await using ada = await person()
  // Nobody answers there, so nothing is fetched and nothing is waited for.
  const nowhere = { ELECTRON_MIRROR: 'http://127.0.0.1:9/', DISPLAY: '', BROWSER: 'true' }
  const said = await startSays({ ...ada.env, ...nowhere }, /^Opening/)
  assert.match(said, /^Opening the screens in a browser: .*could not be fetched \(.*fetch failed.*\)\.$/)
})
