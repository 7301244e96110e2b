import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { hostileName, largePhotos, mixedPhotos, picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const heading = (page: Page) => page.locator('.head-s')
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

/** Runs in the page, whose types a test does not know. */
async function loadedWidths(images: unknown[]): Promise<number[]> {
  const pictures = images as { decode(): Promise<void>; naturalWidth: number }[]
  await Promise.all(pictures.map((picture) => picture.decode()))
  return pictures.map(({ naturalWidth }) => naturalWidth)
}

test('a newcomer drops thirty mixed photos, looks before running, compares one, and gets the results', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page, complaints } = screens
  await saveToResults(page)
  assert.ok(!page.url().includes('token'), 'the key stays in the address')
  const files = await mixedPhotos()
  const sheet = page.getByRole('dialog')
  await chooseRecipe(page, 'Free up space')
  await page.getByText('In place of the originals').waitFor()
  await page.getByRole('region', { name: 'Drop area' }).drop({ files })
  await sheet.getByText('Results take the places of the copies').waitFor()
  assert.equal(await sheet.getByText('Results go to').count(), 0)
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await chooseRecipe(page, 'Set duplicates aside')
  await page.getByText('Only those it picks go to the vault').waitFor()
  await chooseRecipe(page, 'Web-ready images')
  await page.getByRole('region', { name: 'Drop area' }).drop({ files })
  await sheet.getByText('28 files will run').waitFor()
  await sheet.getByText('2 files are of kinds this recipe does not read').waitFor()
  await sheet.getByRole('button', { name: 'Show' }).click()
  await sheet.getByText('notes.txt').waitFor()
  assert.deepEqual(await filesBelow(server.results), [], 'nothing is written before the person says so')
  await sheet.getByRole('button', { name: 'Upload and run 28 files' }).click()
  await heading(page).getByText('Finished').waitFor()
  await page.getByText('27 done').first().waitFor()
  await page.getByText('2 files were not sent: they are of kinds this recipe does not read.').waitFor()
  await page.getByRole('textbox', { name: 'Search files' }).fill('photo 3.jpg')
  await rowOf(page, 'photo 3.jpg').click()
  const details = page.getByRole('complementary', { name: 'Details' })
  const slider = details.getByRole('slider', { name: 'Compare before and after' })
  await slider.press('End')
  assert.equal(await slider.getAttribute('aria-valuenow'), '100')
  const widths = await details.locator('.cmp img').evaluateAll(loadedWidths)
  assert.ok(widths.length === 2 && widths.every((width) => width > 0), 'both pictures are shown')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download results' }).click()
  const zip = await readFile(await (await download).path())
  assert.equal(zip.subarray(0, 2).toString(), 'PK')
  assert.equal((await filesBelow(server.results)).length, 54, 'two results each')
  assert.deepEqual(complaints, [])
})

test('a name made of markup is a name', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await writeFile(join(server.photos, hostileName), (await picture(1, 'jpeg')).subarray(0, 600))
  await saveToResults(page)
  await chooseShared(page, 'Web-ready images')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await heading(page).getByText('Finished').waitFor()
  await rowOf(page, hostileName).getByText('Failed').click()
  await page.keyboard.press('Enter')
  const why = page.getByRole('group', { name: `Why ${hostileName} failed` })
  await why.getByText('ends too early').click({ clickCount: 3 })
  await page.context().grantPermissions(['clipboard-read'])
  await page.keyboard.press('Control+c')
  assert.match(await page.evaluate('navigator.clipboard.readText()'), /ends too early/)
  await page.getByRole('button', { name: /^Failed/ }).click()
  await page.getByText(hostileName).first().waitFor()
  assert.equal(await page.locator('img[src="x"]').count(), 0)
  assert.match(await page.title(), /Millrace/)
})

test('a run goes on while the page is loaded again, is cancelled with nothing left behind, and whoever begins it once more is told', async () => {
  await using server = await millraceServer()
  await largePhotos(server.photos, 150)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Web-ready images')
  await page.getByRole('button', { name: 'Run 150 files' }).click()
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Cancel \d+ files?/ })
    .click()
  await heading(page).getByText('Cancelled').waitFor()
  const done = Number(/\d+/.exec((await page.getByRole('button', { name: /^Done/ }).textContent()) ?? '')?.[0])
  const left = await filesBelow(server.results)
  assert.equal(left.length, done * 2)
  await page.getByRole('link', { name: 'Home' }).click()
  await chooseShared(page, 'Web-ready images')
  const sheet = page.getByRole('dialog')
  await sheet.getByText(/^Goes on with the run of .* that was cancelled: \d+ of 150 files are done$/).waitFor()
  await sheet.getByText('To begin anew').waitFor()
})

test('a part of a finished run is undone, then the rest, and its results are gone', async () => {
  await using server = await millraceServer()
  for (let nth = 0; nth < 4; nth++) await writeFile(join(server.photos, `${nth}.jpg`), await picture(nth, 'jpeg'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 4 files' }).click()
  await heading(page).getByText('Finished').waitFor()
  assert.equal((await filesBelow(server.results)).length, 4)
  assert.equal(await page.getByText(/^0(\.00)? s$/).count(), 0, 'a short run took some time, too')
  await rowOf(page, '0.jpg').click()
  await rowOf(page, '1.jpg').click({ modifiers: ['Shift'] })
  await page.getByRole('toolbar', { name: '2 files selected' }).getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone: 2 files.').waitFor()
  await rowOf(page, '0.jpg').getByText('Undone').waitFor()
  assert.deepEqual((await filesBelow(server.results)).map((path) => basename(path)).sort(), ['2.jpg', '3.jpg'])
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Photos to JPEG' }).getByText('2 undone').waitFor()
  await page.goBack()
  await rowOf(page, '2.jpg').click()
  await rowOf(page, '3.jpg').click({ modifiers: ['Shift'] })
  await page.setViewportSize({ width: 390, height: 844 })
  const selected = page.getByRole('toolbar', { name: '2 files selected' })
  await selected.waitFor()
  const buttons = await selected.getByRole('button').all()
  const boxes = await Promise.all(buttons.map((button) => button.boundingBox()))
  assert.equal(boxes.length, 5)
  for (const box of boxes) assert.ok(box && box.x >= 0 && box.x + box.width <= 390, 'all of them within a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.keyboard.press('Control+z')
  await rowOf(page, '3.jpg').getByText('Undone').waitFor()
  assert.deepEqual(await filesBelow(server.results), [])
})

test('a failure is mended, tried again, and done', async () => {
  await using server = await millraceServer()
  const path = join(server.photos, 'cut.jpg')
  await writeFile(path, (await picture(1, 'jpeg')).subarray(0, 600))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await heading(page).getByText('Finished').waitFor()
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('link', { name: '1', exact: true }).click()
  const failed = page.getByRole('button', { name: /^Failed 1/, pressed: true })
  await failed.waitFor()
  await page.reload()
  await failed.waitFor()
  await page.setViewportSize({ width: 640, height: 400 })
  const { height = 0 } = (await page.locator('.fgs').boundingBox()) ?? {}
  assert.ok(height >= 300, 'where all is twice as large, the head leaves no room for the files')
  await writeFile(path, await picture(1, 'jpeg'))
  await page.getByRole('button', { name: 'Retry 1' }).click()
  await page.getByRole('button', { name: /^Done 1/ }).waitFor()
})
