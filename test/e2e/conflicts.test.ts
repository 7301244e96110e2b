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

test('names that are taken are shown before anything is written, and what was decided is what happens', async () => {
  await using server = await millraceServer()
  for (let nth = 0; nth < 3; nth++) await writeFile(join(server.photos, `${nth}.jpg`), await picture(nth, 'jpeg'))
  const there = join(server.results, '1.jpg')
  await mkdir(server.results, { recursive: true })
  await writeFile(there, 'somebody’s own')
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  const dialog = page.getByRole('dialog')
  await chooseShared(page, 'Free up space')
  await dialog.getByText('Results take the places of their originals').waitFor()
  assert.equal(await dialog.getByText(/^Results go to/).count(), 0)
  await page.keyboard.press('Escape')
  await chooseShared(page, 'Photos to JPEG')
  await dialog.getByText('1 name is taken already in “results”').waitFor()
  await dialog.getByRole('button', { name: 'Decide…' }).click()
  await dialog.getByRole('button', { name: '1.jpg' }).waitFor()
  await dialog.getByText('What is there stays').click()
  await dialog.getByRole('button', { name: 'Run 2 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: 'Done 2' }).waitFor()
  await page.getByRole('button', { name: 'Skipped 1' }).waitFor()
  assert.equal(await readFile(there, 'utf8'), 'somebody’s own')
  await mkdir(join(server.photos, 'later'))
  await page.goto(`${server.address.replace(/#.*/, '')}#/`)
  await page.getByRole('button', { name: 'Choose on the server' }).click()
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('row', { name: /^later/ }).click()
  await dialog.getByRole('button', { name: 'Choose “later”' }).waitFor()
  await page.getByRole('row', { name: /^0.jpg/ }).click({ modifiers: ['Control'] })
  await dialog.getByRole('button', { name: 'Choose 2 files and folders' }).click()
  await dialog.getByText('1 file was done before and is left as it is').waitFor()
  await dialog.getByText('There is nothing to run').waitFor()
})
