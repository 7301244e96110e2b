import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'
import { picture } from '../e2e/kit/photos.ts'
import { askFromPage } from './kit/ask-from-page.ts'
import { callFromPage } from './kit/call-from-page.ts'
import { person, startApp } from './kit/desktop-app.ts'
import { eventually } from './kit/eventually.ts'
import { addHeldRecipe, beginHeldRun } from './kit/held-run.ts'
import { desktopHost } from './kit/host.ts'
import { onReal, pressMenu, pressTray, seen, seenSoon } from './kit/standin.ts'

test('while files run the machine stays awake, the icon shows how far it is, the tray pauses it, and one notice tells of the end', {
  skip: onReal,
}, async () => {
  await using ada = await person()
  await addHeldRecipe(ada)
  await using started = await startApp({ person: ada })
  const { app, page } = started
  const isAwake = () =>
    app.evaluate((electron) => (electron.powerSaveBlocker as unknown as { count(): number }).count() > 0)
  const run = await beginHeldRun(page, ada, { name: 'some', count: 24, impossible: 1 })
  await eventually(isAwake, Boolean, 'the blocker')
  await pressTray(app, 'pause')
  // Files in hand are finished first.
  await page.getByRole('button', { name: /^(Pausing…|Resume)$/ }).waitFor()
  await run.letGo(24)
  // Looking at something else, a person wants to be told.
  await (await app.browserWindow(page)).evaluate((window) => window.minimize())
  await page.getByRole('button', { name: 'Resume' }).click()
  assert.deepEqual(await seenSoon(app, 'notification'), [['“some” is finished', '23 files done, 1 file failed']])
  await eventually(isAwake, (awake) => !awake, 'sleep')
  const fractions = (await seen(app, 'progress')).map(([fraction]) => Number(fraction))
  assert.ok(
    fractions.some((fraction) => fraction > 0 && fraction < 1),
    'the icon moved',
  )
  assert.equal(fractions.at(-1), -1, 'and is as before')
})

test('the menu goes where its words say, and is as dark and in the language of the page', async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada })
  const { app, page } = started
  await page.getByText('Drop files or folders').waitFor()
  await pressMenu(app, 'go #/history')
  await page.getByRole('heading', { name: 'History' }).first().waitFor()
  await pressMenu(app, 'commands')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  const photo = join(ada.photos, 'one.jpg')
  await writeFile(photo, await picture(1, 'jpeg'))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, photo)
  await pressMenu(app, 'add-files')
  await page.getByRole('button', { name: 'Run 1 file' }).waitFor()
  await callFromPage(page, 'look', { appearance: 'dark', language: 'zh-Hans' })
  const looks = await app.evaluate(({ nativeTheme, Menu }) => [
    nativeTheme.themeSource,
    Menu.getApplicationMenu()?.getMenuItemById('quit')?.label,
  ])
  assert.deepEqual(looks, ['dark', '退出 Millrace'])
})

test('a second start hands over what it was given and ends', async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada })
  const { page, app } = started
  await page.getByText('Drop files or folders').waitFor()
  const photo = join(ada.photos, 'handed over.jpg')
  await writeFile(photo, await picture(1, 'jpeg'))
  const { executable } = desktopHost()
  const second = spawn(executable, ['--no-sandbox', packageRoot, 'handed over.jpg'], {
    env: { ...ada.env, STANDIN_NODE: process.execPath },
    cwd: ada.photos,
    stdio: 'ignore',
  })
  assert.deepEqual(await once(second, 'exit'), [0, null])
  await page.getByRole('dialog').getByText('handed over.jpg').first().waitFor()
  await page.getByRole('button', { name: 'Run 1 file' }).waitFor()
  assert.equal(app.windows().length, 1)
})

test('a link shows a recipe and runs nothing; any other is refused in words', async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada, words: ['millrace://recipe/photos-to-jpeg'] })
  const { app, page } = started
  await eventually(
    () => page.url(),
    (url) => url.includes('photos-to-jpeg'),
    'the recipe',
  )
  await app.evaluate(({ app: instance }) => {
    instance.emit('open-url', { preventDefault() {} }, 'millrace://run/photos-to-jpeg?out=/')
  })
  await page.getByText(/was not followed/).waitFor()
  await assert.rejects(access(ada.results))
})

test('starting with the session is an entry of the session’s own folder', {
  skip: process.platform === 'linux' ? false : 'elsewhere Electron itself sees to it',
}, async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada })
  const { page } = started
  await page.getByText('Drop files or folders').waitFor()
  const entry = join(ada.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'millrace.desktop')
  const set = (openAtLogin: boolean) => askFromPage(page, 'settings.set', { desktop: { openAtLogin } })
  await set(true)
  assert.match(
    await eventually(
      () => readFile(entry, 'utf8').catch(() => ''),
      (text) => text !== '',
      'the entry',
    ),
    /^Exec=".+" --hidden$/m,
  )
  await set(false)
  await eventually(
    () =>
      access(entry).then(
        () => true,
        () => false,
      ),
    (there) => !there,
    'its end',
  )
})
