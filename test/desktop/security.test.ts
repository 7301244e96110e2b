import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DesktopBridge } from '../../contract/desktop.ts'
import { channels } from '../../main/faces/desktop/channels.ts'
import { callFromPage } from './kit/call-from-page.ts'
import { type DesktopApp, type Person, person, startApp } from './kit/desktop-app.ts'
import { desktopHost } from './kit/host.ts'
import { sayTo } from './kit/say-to.ts'
import { clickTray, onReal } from './kit/standin.ts'

// Rows of Electron's own security guide (all are in `security-rows.ts`), each tried from where an attacker would stand: in the page.

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

test('a page has no Node, a world apart and a sandbox, in every window', async () => {
  const { app, page } = started
  assert.deepEqual(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]'), [
    'undefined',
    'undefined',
    'undefined',
    'undefined',
  ])
  // The compact view by the tray is a window of its own; only the stand-in has a tray that a test can press.
  if (!onReal) await clickTray(app)
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const contents = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity }
    }),
  )
  const shut = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }
  assert.deepEqual(
    windows,
    windows.map(() => shut),
  )
  assert.equal(windows.length, onReal ? 1 : 2)
})

test('the page is given one bridge, and nothing else of Electron', async () => {
  const { page } = started
  const names = await page.evaluate(() => Object.keys((globalThis as unknown as { millrace: DesktopBridge }).millrace))
  assert.deepEqual(names.toSorted(), ['call', 'onAsk', 'openLine', 'platform', 'takeFiles', 'version'])
  assert.match(String(await page.evaluate('millrace.version')), /^\d+\.\d+\.\d+$/)
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
  for (const [name, input] of [
    ['no.such.call', {}],
    ['toString', {}],
    ['reveal', { path: '/etc/passwd' }],
    ['open', { batch: 'x', seq: -1, part: 0 }],
    ['choose', { what: 'files', more: true }],
  ] as const) {
    const reply = await callFromPage(page, name, input)
    assert.ok('fault' in reply, `${name} was answered`)
    assert.equal(reply.fault.code, 'usage-wrong')
  }
})

test('it can embed no other page', async () => {
  const { app, page } = started
  await page.evaluate(`for (const tag of ['webview', 'iframe'])
    document.body.append(Object.assign(document.createElement(tag), { src: 'https://example.org/' }))`)
  assert.deepEqual(
    page.frames().filter((frame) => !isOurs(frame.url()) && frame.url().startsWith('http')),
    [],
  )
  const refused = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      let prevented = false
      const event = { preventDefault: () => (prevented = true) }
      ;(webContents as NodeJS.EventEmitter).emit('will-attach-webview', event, {}, { src: 'https://example.org/' })
      return prevented
    }),
  )
  assert.ok(refused.length > 0 && refused.every(Boolean))
})

/** Every channel that answers: what a page of ours could ask there, and what anybody else is told. */
const answered: [channel: string, words: unknown[], isRefusal: (answer: unknown) => boolean][] = [
  [channels.call, ['grants.list', {}], (answer) => JSON.stringify(answer).includes('not-permitted')],
  [channels.files, [['/etc/passwd']], (answer) => Array.isArray(answer) && answer.length === 0],
  [channels.openLine, [7], (answer) => answer === false],
]

test('who is no page of ours is heard on no channel, and who says something else neither', async () => {
  const { app } = started
  const ours = { url: 'app://millrace/index.html', parent: null }
  const strangers = [
    null,
    { url: 'https://example.org/', parent: null },
    { url: 'app://millrace.example/index.html', parent: null },
    { url: 'app://millrace/index.html', parent: ours },
  ]
  for (const [channel, rightWords, isRefusal] of answered) {
    for (const frame of strangers) {
      const { answer, toldPage } = await sayTo(app, { channel, frame, words: rightWords })
      assert.ok(isRefusal(answer), `${channel} answers ${JSON.stringify(frame)}: ${JSON.stringify(answer)}`)
      assert.equal(toldPage, 0)
    }
    for (const words of [[], [{}], [null, 1], ['a', 'b', 'c', 'd']]) {
      const { answer } = await sayTo(app, { channel, frame: ours, words })
      assert.ok(isRefusal(answer), `${channel} answers ${JSON.stringify(words)}: ${JSON.stringify(answer)}`)
    }
  }
  for (const channel of [channels.line, channels.listening])
    for (const frame of strangers)
      assert.equal((await sayTo(app, { channel, frame, words: [{ line: 1, text: '{}' }] })).toldPage, 0)
  const tried = [...answered.map(([channel]) => channel), channels.line, channels.listening, channels.ask]
  assert.deepEqual(tried.toSorted(), Object.values(channels).toSorted())
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

// The last one: Playwright may lose a page that begins to leave and does not, and would wait for it for ever. So the page is spoken to without it.
test('it cannot leave, nor open windows, nor reach another place', async () => {
  const { app, page } = started
  const line = await page.context().newCDPSession(page)
  const inPage = async (expression: string) => {
    const { result } = await line.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    return String(result.value)
  }
  const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const before = await count()
  await inPage("void (location.href = 'https://example.org/')")
  await inPage("void window.open('https://example.org/')")
  assert.equal(await inPage("fetch('https://example.org/').then(() => 'reached', () => 'refused')"), 'refused')
  const url = await inPage('location.href')
  assert.ok(isOurs(url), url)
  assert.equal(await count(), before)
})
