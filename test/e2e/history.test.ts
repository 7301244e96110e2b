import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { largePhotos, picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

/** Runs in the page, whose types a test does not know. */
const overflowOf = 'getComputedStyle(document.querySelector(".hi-l")).overflowY'

/** Runs in the page: another folder is chosen than that of the run. */
const choosePhotos = (out: string) => `{
  const key = 'millrace.preferences'
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), out: ${JSON.stringify(out)} }))
  ${JSON.stringify(out)}
}`
const chosenFolder = 'JSON.parse(localStorage.getItem("millrace.preferences")).out'

test('history tells what ran today, exports it, takes it back and runs it again', async () => {
  await using server = await millraceServer()
  for (let nth = 0; nth < 3; nth++) await writeFile(join(server.photos, `${nth}.jpg`), await picture(nth, 'jpeg'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 3 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('link', { name: 'History' }).click()
  const today = page.getByRole('heading', { name: 'Today' })
  await today.waitFor()
  const times = page
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: 'Where the time went' }) })
    .last()
  await times.getByText('Convert').waitFor()
  const usual = page.viewportSize()
  await page.setViewportSize({ width: 1024, height: 700 })
  const name = await page
    .getByRole('listitem')
    .getByRole('button', { name: /^photos/ })
    .boundingBox()
  assert.ok(name && name.width > 150, `beside its details the name of a run has ${name?.width} pixels`)
  if (usual) await page.setViewportSize(usual)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  assert.match(csv, /Photos to JPEG/)
  assert.equal(csv.trim().split('\n').length, 2, 'a head and one batch')
  await page.getByRole('button', { name: 'Undo photos', exact: true }).click()
  await page.getByRole('button', { name: 'Undo 3 files' }).click()
  await page.getByText('Undone: 3 files.').waitFor()
  assert.deepEqual(await filesBelow(server.results), [])
  const kept = await page.evaluate(choosePhotos(server.photos))
  await page.reload()
  await page.getByRole('button', { name: 'Run photos again' }).click()
  await page.getByRole('dialog').getByText('3 files will run').waitFor()
  assert.equal(await page.evaluate(chosenFolder), kept, 'what is offered again changes the folder of other runs')
  await page.getByRole('button', { name: 'Run 3 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.equal((await filesBelow(server.results)).length, 3)
  await page.getByRole('link', { name: 'History' }).click()
  const search = page.getByLabel('Search batches')
  await search.fill('photos')
  await page
    .getByRole('listitem')
    .last()
    .getByRole('button', { name: /^photos/ })
    .click()
  await page.locator('[role="listitem"][aria-current]').last().waitFor()
  assert.equal(await search.inputValue(), 'photos', 'a list stays as it was while another batch is looked at')
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.side').isVisible(), false)
  assert.equal(await page.evaluate(overflowOf), 'visible')
  await page.emulateMedia({ media: 'screen' })
  await search.fill('nothing like it')
  await page.getByText('nothing like it').first().waitFor()
  // Too narrow for both, the window shows what was chosen over the list.
  await page.setViewportSize({ width: 700, height: 800 })
  const sheet = page.getByRole('dialog', { name: 'Batch' })
  await sheet.getByRole('heading', { name: /^photos/ }).waitFor()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await sheet.waitFor({ state: 'hidden' })
  await search.fill('')
  await page
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /^photos/ })
    .click()
  await sheet.getByRole('button', { name: 'Undo batch…' }).click()
  await page.getByRole('button', { name: 'Undo 3 files' }).waitFor()
})

test('a run that a power cut ended waits in the screens, and goes on when it is asked to', async () => {
  await using server = await millraceServer()
  await largePhotos(server.photos, 60)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 60 files' }).click()
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  const address = await server.restart()
  await page.goto('about:blank')
  await page.goto(address)
  await page.getByText('Millrace was closed before “photos” was done').waitFor()
  await page.getByRole('link', { name: /^Runs/ }).click()
  await page.getByRole('heading', { name: 'Paused' }).waitFor()
  await page.getByRole('button', { name: 'Resume photos' }).click()
  await page
    .getByRole('link', { name: /^photos/ })
    .first()
    .click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: 'Done 60' }).waitFor()
  assert.equal((await filesBelow(server.results)).length, 60)
})
