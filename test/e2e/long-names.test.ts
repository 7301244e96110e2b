import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const long = 'harbour'.repeat(30)

test('a sample with a very long name stays within the pane, and its results are told apart by how their names end', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, `${long}.jpg`), await picture(1, 'jpeg', 1000))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.evaluate(`location.hash = '#/recipes/responsive-pictures'`)
  await page.getByRole('button', { name: 'Choose another sample' }).click()
  await page.getByRole('row', { name: /^photos/ }).dblclick()
  await page.getByRole('row', { name: /^harbour/ }).click()
  await page.getByRole('button', { name: /^Choose “harbour/ }).click()
  const result = page.getByRole('button', { name: /-480w\.avif Result$/ })
  await result.waitFor()
  const [box, pane] = [await result.boundingBox(), await page.locator('.insp').boundingBox()]
  assert.ok(box && pane && box.x + box.width <= pane.x + pane.width, JSON.stringify({ box, pane }))
  await result.click()
  const names = await page.getByRole('option').allInnerTexts()
  assert.equal(new Set(names).size, names.length)
  for (const name of names) assert.match(name, /(-\d+w\.(avif|webp|jpg)|\.html)/)
})

test('the details of a file name its results by how they end, too', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, `${long}.jpg`), await picture(1, 'jpeg'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Web-ready images')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page
    .getByRole('row', { name: /^harbour/ })
    .or(page.locator('.tr .nm'))
    .last()
    .click()
  const names = page.locator('.insp dd[title*="harbour"]')
  await names.first().waitFor()
  const cut = `[...document.querySelectorAll('.insp dd[title*="harbour"]')].some((one) => one.scrollWidth > one.clientWidth)`
  assert.equal(await page.evaluate(cut), false)
  const endings = (await names.allInnerTexts()).map((name) => name.split('.').at(-1))
  assert.deepEqual(new Set(endings), new Set(['jpg', 'webp']))
})
