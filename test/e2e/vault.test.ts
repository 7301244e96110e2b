import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
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

/** Runs in the page: whether the folders of a file are cut off where they are nearest to it. */
const isNearestSeen = `(() => {
  const [line] = document.querySelectorAll('.va-n > .cut:last-child')
  const range = document.createRange()
  range.selectNodeContents(line)
  return range.getBoundingClientRect().right <= line.getBoundingClientRect().right + 1
})()`

test('what comes out of the vault beside a file that has its name is said to, and what it is and where it lay is read on a phone too', async () => {
  await using server = await millraceServer()
  const folder = 'a folder with quite a long name/and one more of them'
  await mkdir(join(server.photos, folder), { recursive: true })
  await writeFile(join(server.photos, folder, 'lake.png'), await picture(1, 'png'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: 'Undo batch…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo 1 file' }).click()
  await page.getByText('Undone: 1 file.').waitFor()
  const taken = join(server.results, folder, 'lake.jpg')
  await mkdir(join(server.results, folder), { recursive: true })
  await writeFile(taken, 'of somebody else')
  await page.evaluate("location.hash = '#/vault'")
  const restore = page.getByRole('button', { name: 'Restore lake.jpg' })
  await restore.waitFor()
  await page.setViewportSize({ width: 360, height: 740 })
  assert.ok(await page.evaluate(isNearestSeen), 'the nearest folder is not cut off')
  assert.equal(await page.locator('.va-n').getAttribute('title'), taken)
  const held = page.getByRole('listitem').filter({ has: restore })
  await held.getByText('Result taken back by undo').filter({ visible: true }).waitFor()
  await restore.click()
  await page.getByText('Restored as “lake 2.jpg”, beside the file that has its old name.').waitFor()
  assert.equal(await readFile(taken, 'utf8'), 'of somebody else')
})
