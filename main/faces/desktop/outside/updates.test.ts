import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { browser } from '../../../../test/electron-standin/api/browser.ts'
import { app } from '../../../../test/electron-standin/api/app.ts'
import { place } from '../../../../test/electron-standin/api/place.ts'
import type { Updates } from './updates.ts'
import { type UpdateServer, updateServer } from '../../../../test/packages/kit/update-server.ts'

// electron-updater itself, as a package would use it, against a server of this machine. On Linux only: elsewhere the system's own installer takes over.

const skip = process.platform === 'linux' ? false : 'the updater of AppImages is tried, which is Linux’s'
const folder = { path: mkdtempSync(join(tmpdir(), 'mr-update-')) }
const own = join(folder.path, 'Millrace.AppImage')
const started = join(folder.path, 'started')
/** What an AppImage would be, as far as a person can tell: a program. */
const program = (version: string) => `#!/bin/sh\necho "${version} $APPIMAGE_EXIT_AFTER_INSTALL" >> '${started}'\n`

/** With a checksum that is of something else, where that is `claimed`. */
const publish = (version: string, given: { claimed?: string } = {}) =>
  server.publish({ version, file: program(version), ...given })
const offered: string[] = []
let server: UpdateServer
let updates: Updates

before(async () => {
  server = await updateServer()
  const resources = join(folder.path, 'resources')
  mkdirSync(resources)
  const config = { provider: 'generic', url: server.address, updaterCacheDirName: 'millrace-updater' }
  writeFileSync(join(resources, 'app-update.yml'), JSON.stringify(config))
  writeFileSync(own, program('1.0.0'), { mode: 0o755 })
  Object.assign(process, { resourcesPath: resources })
  Object.assign(process.env, { APPIMAGE: own, XDG_CACHE_HOME: join(folder.path, 'cache') })
  Object.assign(place, { name: 'Millrace', version: '1.0.0', isPackaged: true })
  Object.assign(browser, { ready: Promise.resolve(), isReady: true })
  app.setPath('userData', join(folder.path, 'state'))
  // From here on `electron` leads to the stand-in.
  await import('../../../../test/electron-standin/register.ts')
  const module = await import('./updates.ts')
  updates = new module.Updates((version) => offered.push(version))
})
after(async () => {
  await server[Symbol.asyncDispose]()
  // The program that was started may still be writing down that it was.
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

test('until the settings are known nothing is asked of anybody', { skip }, async () => {
  assert.deepEqual(await updates.check(), { found: 'elsewhere', version: '1.0.0' })
  assert.deepEqual(server.asked, [])
  updates.configure({ install: 'ask', early: false })
})

test('the version that runs already is not offered', { skip }, async () => {
  publish('1.0.0')
  assert.deepEqual(await updates.check(), { found: 'newest', version: '1.0.0' })
  assert.match(server.asked.join(' '), /^\/latest-linux(-arm64)?\.yml\S*$/, 'only the list is read')
  assert.deepEqual(offered, [])
})

test('nor is an older one', { skip }, async () => {
  publish('0.9.0')
  await updates.check()
  assert.deepEqual(offered, [])
})

test('a newer one that is not what was published is fetched and refused', { skip }, async () => {
  publish('1.1.0', { claimed: 'what was really built' })
  assert.deepEqual(await updates.check(), { found: 'failed', version: '1.0.0' })
  assert.ok(server.asked.some((url) => url.endsWith('.AppImage')))
  assert.deepEqual(offered, [])
  updates.install()
  assert.equal(readFileSync(own, 'utf8'), program('1.0.0'), 'and cannot be installed')
})

test('a list that cannot be read offers nothing', { skip }, async () => {
  publish('no version')
  assert.equal((await updates.check()).found, 'failed')
  assert.deepEqual(offered, [])
})

test('a newer one is fetched and offered, and put in place when the person says so, as the last act of the app', {
  skip,
}, async () => {
  publish('1.2.0')
  assert.deepEqual(await updates.check(), { found: 'fetched', version: '1.2.0' })
  assert.deepEqual(offered, ['1.2.0'])
  assert.equal(readFileSync(own, 'utf8'), program('1.0.0'), 'nothing is put in place unasked')
  const quits: string[] = []
  app.quit = () => void quits.push('quit')
  updates.install()
  assert.deepEqual([quits, readFileSync(own, 'utf8')], [['quit'], program('1.0.0')], 'first the app is closed')
  const gone = new Promise<void>((resolve) => (app.quit = resolve))
  await updates.exit()
  await gone
  assert.equal(readFileSync(own, 'utf8'), program('1.2.0'))
})

test('whoever stays after all just quits later', { skip }, async () => {
  app.quit = () => {}
  updates.install()
  updates.stay()
  const codes: number[] = []
  app.exit = (code) => void codes.push(code ?? 0)
  await updates.exit()
  assert.deepEqual(codes, [0])
})
