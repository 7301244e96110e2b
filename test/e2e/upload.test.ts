import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { Fault } from '../../contract/fault.ts'
import { breakableLine } from './kit/breakable-line.ts'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('results of what is sent lie in a folder of their own where the home folder is the one for results', async () => {
  await using server = await millraceServer({ inHome: true })
  await using elsewhere = await mkdtempDisposable(join(tmpdir(), 'mr-elsewhere-'))
  const path = join(elsewhere.path, 'IMG 2.TXT')
  await writeFile(path, 'sent')
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await chooseRecipe(page, 'Copy')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles(path)
  await page.getByText('Named like IMG 2.TXT', { exact: true }).waitFor()
  await page.getByText('Results go to “Millrace results/IMG 2”', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Upload and run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.deepEqual(await filesBelow(server.results), [join(server.results, 'Millrace results', 'IMG 2', 'IMG 2.TXT')])
})

test('before files are sent those that hold nothing are told apart from those that will run', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseRecipe(page, 'Photos to JPEG')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles([
    { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture(1, 'jpeg') },
    { name: 'b.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
  ])
  await page.getByText('1 file is empty and cannot run', { exact: true }).waitFor()
  await page.getByText('1 file will run', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Upload and run 1 file' }).waitFor()
})

test('files of another computer are sent, also over a line that breaks, and their results come back', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  await using elsewhere = await mkdtempDisposable(join(tmpdir(), 'mr-elsewhere-'))
  const bytes = Buffer.alloc(48_000_000)
  for (let at = 0; at < bytes.length; at += 4096) bytes.writeUInt32LE(at, at)
  const path = join(elsewhere.path, 'film.bin')
  await writeFile(path, bytes)
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await saveToResults(page)
  await chooseRecipe(page, 'Copy')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles(path)
  line.slow(24_000_000)
  await page.getByRole('button', { name: 'Upload and run 1 file' }).click()
  await page
    .getByText(/^Uploading, [1-9]/)
    .first()
    .waitFor()
  await page
    .getByRole('complementary', { name: 'Main' })
    .getByText(/^Uploading [1-9][\d.]* of 48\.0 MB/)
    .waitFor()
  line.cut()
  await page.getByRole('alert').filter({ hasText: 'No connection to the server since' }).waitFor()
  await page.getByText('The connection is lost. The upload goes on when it is back.').waitFor()
  await page.getByText('Keep this tab open until the upload is done', { exact: true }).waitFor()
  await page.getByText('0 B/s', { exact: true }).waitFor()
  line.mend()
  await page.locator('.head-s').getByText('Finished').waitFor()
  const [result = ''] = await filesBelow(server.results)
  assert.equal(sha256(await readFile(result)), sha256(bytes))
  const download = page.waitForEvent('download')
  await page.getByRole('row', { name: /film\.bin/ }).click()
  await page.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: 'Download' }).click()
  assert.equal(sha256(await readFile(await (await download).path())), sha256(bytes))
  await page.reload()
  await page.getByRole('heading', { name: 'film.bin', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Runs' }).click()
  await page
    .getByRole('listitem')
    .getByRole('link', { name: /film\.bin/ })
    .waitFor()
})

/** Three files, each with its own letter in it. */
async function letters(stack: AsyncDisposableStack): Promise<string[]> {
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-letters-')))
  const paths = ['a', 'b', 'c'].map((letter) => join(path, `${letter}.txt`))
  for (const file of paths) await writeFile(file, basename(file, '.txt'))
  return paths
}

async function uploadAll(page: Page, paths: string[]): Promise<void> {
  await saveToResults(page)
  await chooseRecipe(page, 'Copy')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles(paths)
  await page.getByRole('button', { name: 'Upload and run 3 files' }).click()
}

const namesBelow = async (folder: string) => (await filesBelow(folder)).map((path) => basename(path)).toSorted()

const sending = /\/api\/uploads\/[^/]+\?offset/

/** Lets no piece with this content through. */
async function holdBack(page: Page, content: string): Promise<void> {
  await page.route(sending, async (route) => {
    if (route.request().postDataBuffer()?.toString() !== content) await route.continue()
  })
}

/** What goes to the server from now on, as it goes. */
async function contentsSent(page: Page): Promise<string[]> {
  const sent: string[] = []
  await page.route(sending, async (route) => {
    sent.push(route.request().postDataBuffer()?.toString() ?? '')
    await route.continue()
  })
  return sent
}

test('files of one name, and files with one content, are all sent and run', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseRecipe(page, 'Copy')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  const named = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  const given = [named('a.txt', 'one'), named('A.txt', 'two'), named('a.txt', 'one'), named('b.txt', 'one')]
  await (await chooser).setFiles([...given, named('z.txt', 'last')])
  await page.getByRole('button', { name: 'Upload and run 5 files' }).click()
  await page.getByRole('heading', { name: 'a.txt and 4 more', level: 1 }).waitFor()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByText('5 done').first().waitFor()
  const results = (await filesBelow(server.results)).toSorted()
  const contents = await Promise.all(results.map(async (path) => `${basename(path)}: ${await readFile(path, 'utf8')}`))
  assert.deepEqual(contents, ['A 2.txt: two', 'a 3.txt: one', 'a.txt: one', 'b.txt: one', 'z.txt: last'])
})

test('a file that was not sent, for it was there already, says that it is done, however many results it has', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  const photo = { name: 'once.jpg', mimeType: 'image/jpeg', buffer: await picture(4, 'jpeg') }
  for (const again of [false, true]) {
    await page.evaluate("location.hash = '#/'")
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).click()
    await (await chooser).setFiles([photo])
    await page.getByRole('button', { name: 'Upload and run 1 file' }).click()
    await page.locator('.head-s').getByText('Finished').waitFor()
    const row = page.getByRole('row', { name: /once/ })
    if (again) await row.getByText('Not sent: already there').waitFor()
    const done = await row.getByText('Done', { exact: true }).boundingBox()
    assert.ok(done && done.width > 20, `${done?.width} pixels`)
  }
})

test('files run while others are still sent; a page that is gone is waited for, and the same files go on', async () => {
  await using stack = new AsyncDisposableStack()
  const files = await letters(stack)
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await holdBack(page, 'c')
  await uploadAll(page, files)
  await page.getByText('2 of 3 files done, 1 still to upload').waitFor()
  assert.deepEqual(await namesBelow(server.results), ['a.txt', 'b.txt'])
  await page.getByText(/Keep this tab open/).waitFor()
  await page.getByRole('row', { name: /c\.txt.*Uploading/ }).click()
  await page.getByText('The original stays here').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Nothing is sent while the run is paused.').waitFor()
  await page.getByRole('row', { name: /c\.txt.*Waiting to upload/ }).waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('row', { name: /c\.txt.*Uploading/ }).waitFor()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText('Waits for 1 file, but the page that sends it is gone').waitFor()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  // The worst that can happen meanwhile: what had arrived is there, and the run waits for the same files.
  await page.goto(await server.restart())
  const sent = await contentsSent(page)
  await uploadAll(page, files)
  await page.getByText(/^Goes on with the run of .+: 2 of \d files are done$/).waitFor()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByText('3 done').first().waitFor()
  assert.deepEqual(sent, ['c'], 'what had arrived is not sent again')
  assert.deepEqual(await namesBelow(server.results), ['a.txt', 'b.txt', 'c.txt'])
})

test('a run goes on with what has arrived when the person says so, and with the rest when it is sent after all', async () => {
  await using stack = new AsyncDisposableStack()
  const files = await letters(stack)
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await holdBack(page, 'b')
  await uploadAll(page, files)
  // Until the others have come to rest rows may move from under the pointer.
  await page.getByRole('button', { name: 'Done 1' }).waitFor()
  await page.getByRole('row', { name: /c\.txt.*Arrived/ }).waitFor()
  await page.getByRole('row', { name: /b\.txt.*Uploading/ }).click()
  await page.getByRole('button', { name: 'Cancel file' }).click()
  await page.getByText('1 file was cancelled, the others have arrived').waitFor()
  await page.getByRole('button', { name: 'Run with the 2 that arrived' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.getByRole('button', { name: 'Send 1 file' }).click()
  await page.getByText('3 done').first().waitFor()
  assert.deepEqual(await namesBelow(server.results), ['a.txt', 'b.txt', 'c.txt'])
})

test('whoever sends a file that finds no room is told of it by its own name, and what a sender can do', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const fault = new Fault('disk-full', {
    subject: '/srv/state/uploads/parts/3f2a',
    why: 'The room for uploads is used up (server.uploadsMb).',
  })
  await page.route('**/api/uploads', (route) => route.fulfill({ status: 507, json: fault.toWire() }))
  await saveToResults(page)
  await chooseRecipe(page, 'Photos to JPEG')
  const files = [{ name: 'harbour.png', mimeType: 'image/png', buffer: await picture(1, 'png') }]
  await page.getByRole('region', { name: 'Drop area' }).drop({ files })
  await page.getByRole('button', { name: 'Upload and run 1 file' }).click()
  const said = page.getByRole('alert').filter({ hasText: 'There is no room for this upload' })
  await said.getByText(/no room left on .+ for harbour\.png\. Make room there/).waitFor()
  assert.doesNotMatch((await said.textContent()) ?? '', /3f2a|uploadsMb|Free some space/)
})
