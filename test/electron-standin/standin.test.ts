import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { eventually } from '../desktop/kit/eventually.ts'
import { standinFolder } from '../desktop/kit/host.ts'

// A small app of two windows that is nobody's, so that what the stand-in promises is seen apart from Millrace.

const main = `
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron'
import { join } from 'node:path'
app.setPath('userData', join(import.meta.dirname, 'profile'))
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
const shut = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }
app.whenReady().then(() => {
  const page = { headers: { 'content-type': 'text/html' } }
  protocol.handle('app', () => new Response('<!doctype html><input type="file">', page))
  session.defaultSession.setPermissionRequestHandler((_contents, name, decide) => decide(name === 'geolocation'))
  ipcMain.handle('double', ({ senderFrame }, number) => {
    if (typeof number !== 'number') throw new TypeError('that is no number')
    return [number * 2, senderFrame.url]
  })
  for (const name of ['one', 'two']) {
    const preload = join(import.meta.dirname, 'preload.cjs')
    void new BrowserWindow({ webPreferences: { ...shut, preload } }).loadURL('app://test/' + name)
  }
})
`

const preload = `
const { contextBridge, ipcRenderer, webUtils } = require('electron')
contextBridge.exposeInMainWorld('api', {
  double: (number) => ipcRenderer.invoke('double', number),
  hear: (told) => ipcRenderer.on('news', (_event, text) => told(text)),
  callBack: (back) => back('from the other world'),
  pathOf: (file) => webUtils.getPathForFile(file),
  modules: ['fs', 'node:child_process'].map((name) => { try { require(name); return 'there' } catch { return 'missing' } }),
  parts: { list: [1, 2] },
})
`

const folder = mkdtempDisposableSync(join(tmpdir(), 'mr-standin-app-'))
let app: ElectronApplication
let pages: Page[] = []
before(async () => {
  writeFileSync(
    join(folder.path, 'package.json'),
    '{"name":"two-windows","version":"1.0.0","type":"module","main":"main.js"}',
  )
  writeFileSync(join(folder.path, 'main.js'), main)
  writeFileSync(join(folder.path, 'preload.cjs'), preload)
  const env = { ...(process.env as Record<string, string>), STANDIN_NODE: process.execPath }
  app = await _electron.launch({ executablePath: join(standinFolder, 'electron-standin'), args: [folder.path], env })
  while (app.windows().length < 2) await app.waitForEvent('window')
  for (const page of app.windows()) await page.locator('input').waitFor()
  pages = app.windows().toSorted((a, b) => (a.url() < b.url() ? -1 : 1))
})
after(async () => {
  await app.close()
  folder.remove()
})

test('every window has a page and a preload of its own, and the main process knows which of them speaks', async () => {
  const answers = await Promise.all(pages.map((page) => page.evaluate('api.double(21)')))
  assert.deepEqual(answers, [
    [42, 'app://test/one'],
    [42, 'app://test/two'],
  ])
})

test('what one window is told the other does not hear', async () => {
  for (const page of pages) await page.evaluate('globalThis.heard = []; void api.hear((text) => heard.push(text))')
  await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    windows.find(({ webContents }) => webContents.getURL().endsWith('two'))?.webContents.send('news', 'for two')
    for (const { webContents } of windows) webContents.send('news', 'for all')
  })
  for (const page of pages) await page.waitForFunction(`heard.includes('for all')`)
  assert.deepEqual(await Promise.all(pages.map((page) => page.evaluate('heard'))), [
    ['for all'],
    ['for two', 'for all'],
  ])
})

test('an error of a handler comes back in Electron’s words', async () => {
  const said = await pages[0]?.evaluate(`api.double('x').catch((error) => error.message)`)
  assert.equal(said, "Error invoking remote method 'double': TypeError: that is no number")
})

test('over the bridge go functions and copies that nobody can change, and nothing of the preload’s world', async () => {
  const [page] = pages
  assert.equal(await page?.evaluate('api.callBack((text) => text.toUpperCase())'), 'FROM THE OTHER WORLD')
  assert.deepEqual(await page?.evaluate('[Object.isFrozen(api.parts), Object.isFrozen(api)]'), [true, true])
  assert.equal(
    await page?.evaluate(`(() => { try { api.callBack(Symbol('x')) } catch ({ message }) { return message } })()`),
    'contextBridge: a symbol cannot cross',
  )
  assert.deepEqual(await page?.evaluate('api.modules'), ['missing', 'missing'])
  assert.equal(await page?.evaluate('typeof standinTell'), 'undefined')
})

test('a file of the disk has its path, one of the page’s own making has none', async () => {
  const [page] = pages
  const path = join(folder.path, 'main.js')
  await page?.locator('input').setInputFiles(path)
  assert.equal(await page?.evaluate(`api.pathOf(document.querySelector('input').files[0])`), path)
  assert.equal(await page?.evaluate(`api.pathOf(new File(['x'], '/etc/passwd'))`), '')
})

test('permissions are as the app’s handler decides', async () => {
  const state = (name: string) =>
    pages[0]?.evaluate(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)
  assert.deepEqual([await state('geolocation'), await state('notifications')], ['granted', 'denied'])
})

test('it is no kinder than Electron: weak windows, unanswered dialogs and other machines are refused', async () => {
  const refusals = await app.evaluate(async ({ BrowserWindow, dialog, net }) => {
    const words = async (act: () => unknown) => {
      try {
        await act()
        return 'allowed'
      } catch (error) {
        return String(error)
      }
    }
    return [
      await words(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
      await words(() => dialog.showOpenDialog({})),
      await words(() => net.request({ hostname: 'example.org' })),
    ]
  })
  for (const [nth, wanted] of [
    /opens no window with/,
    /let the test answer it/,
    /asks nothing of example\.org/,
  ].entries())
    assert.match(refusals[nth] ?? '', wanted)
})

test('it ends when its last window is closed, and not before', async () => {
  const ended = once(app.process(), 'exit')
  const close = (name: string) =>
    app.evaluate(({ BrowserWindow }, last) => {
      const found = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith(last))
      setTimeout(() => found?.close(), 0)
    }, name)
  const closed = pages[0]?.waitForEvent('close')
  await close('one')
  await closed
  // The page tells of its end by itself, and may be heard before the app has told of the window's.
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  await eventually(windows, (count) => count === 1, 'one window')
  await close('two')
  assert.deepEqual(await ended, [0, null])
})
