import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { packageRoot } from '../../main/package-root.ts'
import { electronRuntime } from '../../scripts/electron-runtime.ts'
import { type Person, person } from './kit/desktop-app.ts'
import { endApp } from './kit/end-app.ts'
import { eventually } from './kit/eventually.ts'
import { desktopHost, standinFolder } from './kit/host.ts'
import { onReal } from './kit/standin.ts'

const run = promisify(execFile)
const script = join(packageRoot, 'scripts/start.ts')
const onWindows = process.platform === 'win32' ? 'no signals there' : false
/** Before its first word, before it has a browser, while its window is drawn, and once it is there. */
const momentsMs = [0, 150, 600, 1_200, 2_500]

/** The stand-in where Electron's own package would have put Electron. */
async function withRuntime({ state, env }: Person): Promise<Record<string, string>> {
  const dist = join(state, '..', 'dist')
  await mkdir(dist, { recursive: true })
  await symlink(join(standinFolder, 'electron-standin'), join(dist, 'electron')).catch(() => {})
  return { ...env, ELECTRON_OVERRIDE_DIST_PATH: dist, STANDIN_NODE: process.execPath }
}

/** What `npm start` says until a line fits. It is ended then, and has gone when this comes back. */
async function startSays(env: Record<string, string>, wanted: RegExp): Promise<string> {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const line of createInterface(child.stdout)) {
    if (!wanted.test(line)) continue
    await endApp(child)
    return line
  }
  throw new Error(`It never said ${wanted}.`)
}

test('`npm start` is that', () => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  assert.match(scripts.start, /&& node scripts\/start\.ts$/)
})

test('where Electron’s runtime is, it opens the desktop app and says so', async () => {
  await using ada = await person()
  const env = await withRuntime(ada)
  assert.match(await startSays(env, /^Opening/), /^Opening the desktop app \(Electron 45\.\d+\.\d+\)\.$/)
})

test('told to end at any moment of its start, it goes, and nothing of it stays', { skip: onWindows }, async () => {
  await using ada = await person()
  for (const atMs of momentsMs) {
    const child = spawn(process.execPath, [script], { env: await withRuntime(ada), stdio: 'ignore' })
    await sleep(atMs)
    await endApp(child)
    assert.notEqual(child.signalCode, 'SIGKILL', `it did not go by itself, told to after ${atMs} ms`)
    await nothingLeft(ada, `told to after ${atMs} ms`)
  }
})

test('killed, its stand-in leaves no browser behind', { skip: onWindows || onReal }, async () => {
  await using ada = await person()
  const env = { ...ada.env, STANDIN_NODE: process.execPath }
  const child = spawn(desktopHost().executable, [packageRoot], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const line of createInterface(child.stderr)) if (line.startsWith('DevTools listening')) break
  child.kill('SIGKILL')
  await nothingLeft(ada, 'killed')
})

/** Resolves once no process names a folder of this person's. */
async function nothingLeft({ state }: Person, after: string): Promise<void> {
  const isLeft = async () => (await run('ps', ['-Ao', 'args'], { maxBuffer: 2 ** 24 })).stdout.includes(state)
  await eventually(isLeft, (left) => !left, `the end of all that was begun, ${after},`)
}

test('where it is not and cannot be fetched, it opens the screens in a browser and says why', async (t) => {
  if (electronRuntime()) return t.skip('the runtime is here')
  await using ada = await person()
  // Nobody answers there, so nothing is fetched and nothing is waited for.
  const nowhere = { ELECTRON_MIRROR: 'http://127.0.0.1:9/', DISPLAY: '', BROWSER: 'true' }
  const said = await startSays({ ...ada.env, ...nowhere }, /^Opening/)
  assert.match(said, /^Opening the screens in a browser: .*could not be fetched \(.*fetch failed.*\)\.$/)
})
