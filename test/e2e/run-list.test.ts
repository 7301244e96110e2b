import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Locator } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

/** Runs in the page, whose types a test does not know. */
const reasonIsCut = '[...document.querySelectorAll(".rv-l span")].some((one) => one.scrollWidth > one.clientWidth)'

/** Where it ends, in pixels from the left. */
async function endOf(found: Locator): Promise<number> {
  const box = await found.boundingBox()
  return box ? box.x + box.width : Number.POSITIVE_INFINITY
}

test('a run is read on a small screen: reasons to their end, where its results are, which file is which, and what can be done', async () => {
  await using server = await millraceServer()
  const folders = ['Harbour', 'Hills']
  for (const [nth, folder] of folders.entries()) {
    await mkdir(join(server.photos, folder))
    await writeFile(join(server.photos, folder, 'IMG_0001.jpg'), await picture(nth, 'jpeg'))
  }
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await writeFile(join(server.photos, 'notes.longer-than-most'), 'no picture')
  await chooseShared(page, 'Web-ready images')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText(/The recipe Web-ready images takes/).waitFor()
  assert.equal(await page.evaluate(reasonIsCut), false)
  await page.getByRole('button', { name: 'Run 2 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  const progress = page.getByRole('region', { name: 'Progress' })
  await progress.getByText('Results are in').waitFor()
  await progress.getByText(server.results, { exact: true }).waitFor()
  await progress.getByRole('button', { name: 'Copy the path of this folder' }).waitFor()
  const list = page.getByRole('grid', { name: 'Files' })
  for (const folder of folders) {
    const row = list.getByRole('row').filter({ hasText: 'IMG_0001.jpg' }).filter({ hasText: folder })
    await row.getByText(folder).waitFor()
    const cell = await row.getByRole('gridcell').nth(2).boundingBox()
    assert.ok(
      (await endOf(row.getByText(folder))) <= (cell?.x ?? 0) + (cell?.width ?? 0),
      'the nearest folder is not cut off',
    )
  }
  await list.getByText('notes.longer-than-most').click()
  await page
    .getByRole('complementary', { name: 'Details' })
    .locator('.fail.calm')
    .getByText(/The recipe Web-ready images takes/)
    .waitFor()
  await list.getByText('IMG_0001.jpg').first().click()
  await list
    .getByText('IMG_0001.jpg')
    .nth(1)
    .click({ modifiers: ['Shift'] })
  const selected = page.getByRole('toolbar', { name: '2 files selected' })
  await selected.waitFor()
  await progress.getByRole('button', { name: 'Copy the path of this folder' }).click()
  const toast = await page.getByRole('status').locator('.toast').boundingBox()
  assert.ok(
    toast && toast.y + toast.height <= ((await selected.boundingBox())?.y ?? 0),
    'what was just done covers nothing',
  )
  for (const width of [700, 640]) {
    await page.setViewportSize({ width, height: 800 })
    const more = list.getByRole('button', { name: 'Actions for IMG_0001.jpg' }).first()
    assert.ok((await endOf(more)) <= width, `${width}`)
  }
})

/** Runs in the page: names whose first letter cannot be seen, because it is cut off. */
const headless = `[...document.querySelectorAll('.cut')].filter((one) => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode()
  if (!text || one.offsetWidth === 0 || !one.textContent.startsWith('שם')) return false
  const range = document.createRange()
  range.setStart(text, 0)
  range.setEnd(text, 1)
  const [letter, box] = [range.getBoundingClientRect(), one.getBoundingClientRect()]
  return letter.right > box.right + 1 || letter.left < box.left - 1
}).map((one) => one.className)`

test('a long name that is written from right to left keeps its beginning, wherever it stands', async () => {
  await using server = await millraceServer()
  const name = 'שם ארוך מאוד '.repeat(8).trim()
  await mkdir(join(server.photos, name))
  await writeFile(join(server.photos, name, 'one.jpg'), await picture(0, 'jpeg'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseRecipe(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Choose on the server' }).click()
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('row', { name: /^שם/ }).click()
  assert.deepEqual(await page.evaluate<string[]>(headless), [])
  await page.getByRole('button', { name: /^Choose “/ }).click()
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 800 })
    assert.deepEqual(await page.evaluate<string[]>(headless), [], `${width} pixels`)
  }
  await page.getByRole('link', { name: /^History/ }).click()
  await page.locator('.cut', { hasText: 'שם' }).first().waitFor()
  assert.deepEqual(await page.evaluate<string[]>(headless), [])
})

test('why a file was left as it is stands in its row without its name, which stands beside it', async () => {
  await using server = await millraceServer()
  const name = 'a long walk along the harbour.png'
  await writeFile(join(server.photos, name), await picture(1, 'png', 900))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await chooseShared(page, 'Free up space')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText(/^Skipped:/).waitFor()
  assert.equal(await row.getByText(/^Skipped:/).textContent(), 'Skipped: It would not get smaller.')
})
