import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DesktopBridge } from '../../contract/desktop.ts'
import { type DesktopApp, type Person, person, startApp } from './kit/desktop-app.ts'
import { desktopHost } from './kit/host.ts'

// The rows of the security table in Electron's own guide, each tried from where an attacker would stand: in the page.

let ada: Person
let started: DesktopApp
before(async () => {
  ada = await person()
  started = await startApp({ person: ada })
  await started.page.getByText('Drop files or folders').waitFor()
})
after(async () => {
  await started[Symbol.asyncDispose]()
  await ada[Symbol.asyncDispose]()
})

const isOurs = (url: string) => url.startsWith('app://millrace/') || url.startsWith('http://millrace.app.localhost/')

test('a page has no Node, a world apart and a sandbox', async () => {
  const { app, page } = started
  assert.deepEqual(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]'), [
    'undefined',
    'undefined',
    'undefined',
    'undefined',
  ])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity }
  })
  assert.deepEqual(preferences, { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
})

test('the page is given one bridge, and nothing else of Electron', async () => {
  const { page } = started
  const names = await page.evaluate(() => Object.keys((globalThis as unknown as { millrace: DesktopBridge }).millrace))
  assert.deepEqual(names.toSorted(), ['call', 'onAsk', 'openLine', 'platform', 'takeFiles', 'version'])
  assert.deepEqual(await page.evaluate('[typeof ipcRenderer, typeof standinTell, typeof electron]'), [
    'undefined',
    'undefined',
    'undefined',
  ])
})

test('no script that is not ours runs in it', async () => {
  const { page } = started
  await page.evaluate(`{
    const script = document.createElement('script')
    script.textContent = 'globalThis.taken = true'
    document.head.append(script)
  }`)
  assert.equal(await page.evaluate('globalThis.taken'), undefined)
})

test('it cannot leave, nor open windows, nor reach another place', async () => {
  const { app, page } = started
  await page.evaluate("void (location.href = 'https://example.org/')")
  await page.evaluate("void window.open('https://example.org/')")
  const reached = await page.evaluate("fetch('https://example.org/').then(() => 'reached', () => 'refused')")
  assert.equal(reached, 'refused')
  assert.ok(isOurs(page.url()), page.url())
  assert.equal(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1)
})

test('it is granted nothing but copying text', async () => {
  const { page } = started
  const states =
    await page.evaluate(`Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(
    (name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'unknown')))`)
  assert.ok(
    (states as string[]).every((state) => state === 'denied' || state === 'unknown'),
    String(states),
  )
})

test('calls are checked, and none takes a path', async () => {
  const { page } = started
  const call = (name: string, input: object) =>
    page.evaluate(
      ([asked, given]) => {
        const { millrace } = globalThis as unknown as { millrace: DesktopBridge }
        return millrace.call(asked as never, given)
      },
      [name, input] as const,
    )
  for (const [name, input] of [
    ['no.such.call', {}],
    ['toString', {}],
    ['reveal', { path: '/etc/passwd' }],
    ['open', { batch: 'x', seq: -1, part: 0 }],
    ['choose', { what: 'files', more: true }],
  ] as const) {
    const reply = await call(name, input)
    assert.ok('fault' in reply, `${name} was answered`)
    assert.equal(reply.fault.code, 'usage-wrong')
  }
})

test('a file the page makes up is granted nothing', async () => {
  const { page } = started
  const taken = await page.evaluate(`millrace.takeFiles([new File(['x'], '/etc/passwd')])`)
  assert.deepEqual(taken, [''])
  const answer = await page.evaluate(
    "fetch('/api/thumb?path=' + encodeURIComponent('/etc/passwd')).then(({ status }) => status)",
  )
  assert.equal(answer, 403)
})

test('what runs the app is said', (t) => {
  const { kind, version } = desktopHost()
  t.diagnostic(`tried on ${kind} ${version}`)
})
