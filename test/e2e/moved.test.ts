import assert from 'node:assert/strict'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

/** Runs in the page, whose types a test does not know. */
async function widthOf(image: unknown): Promise<number> {
  const loading = image as { decode(): Promise<void>; naturalWidth: number }
  await loading.decode()
  return loading.naturalWidth
}

test('photos that are moved are told as moved before, after, and when they are to go back', async () => {
  await using server = await millraceServer()
  const taken = new Date(2025, 10, 3)
  for (const [nth, name] of ['one/a.jpg', 'two/a.jpg'].entries()) {
    const path = join(server.photos, name)
    await mkdir(dirname(path))
    await writeFile(path, await picture(nth, 'jpeg'))
    await utimes(path, taken, taken)
  }
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Sort photos by date taken')
  const sheet = page.getByRole('dialog')
  await sheet.getByText('1 file wants the name of another file of this run').waitFor()
  await sheet.getByText('Moved to folders such as “2025/2025-11”').waitFor()
  assert.equal(await sheet.getByText('taken already').count(), 0)
  await sheet.getByRole('button', { name: 'Run 2 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page
    .getByRole('row', { name: /a\.jpg/ })
    .first()
    .click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByText('The original was moved').waitFor()
  assert.ok((await details.locator('.cmp > img').evaluate(widthOf)) > 0)
  await page.getByRole('button', { name: 'Undo batch…' }).click()
  const asked = page.getByRole('alertdialog')
  await asked.getByText('2 files go back to where they were.').waitFor()
  await asked.getByRole('button', { name: 'Undo 2 files' }).click()
  await page.getByText('Undone: 2 files.').waitFor()
  const back = (await filesBelow(server.photos)).map((path) => relative(server.photos, path))
  assert.deepEqual(back.toSorted(), ['one/a.jpg', 'two/a.jpg'])
})
