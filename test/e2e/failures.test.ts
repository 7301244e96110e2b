import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type MillraceServer, millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

/** On a disk of Windows no name holds a tab. */
const [cutName, cutShown] =
  process.platform === 'win32' ? ['two  blanks.jpg', 'two  blanks.jpg'] : ['a\ttab,  blanks.jpg', 'a␉tab,  blanks.jpg']

/** Two photos of one name that were cut off, and one that is none. */
async function spoilt({ photos }: MillraceServer): Promise<void> {
  const cut = (await picture(1, 'jpeg')).subarray(0, 600)
  for (const folder of ['one', 'two']) {
    await mkdir(join(photos, folder))
    await writeFile(join(photos, folder, cutName), cut)
  }
  await writeFile(join(photos, 'words.png'), 'no picture at all')
}

test('one of many that failed alike is told from its namesake, tried again alone, and looked at in the list', async () => {
  await using server = await millraceServer()
  await spoilt(server)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 3 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: /^Failed 3/ }).click()
  await page.setViewportSize({ width: 360, height: 740 })
  const mended = page.getByRole('listitem').filter({ hasText: 'photos / two' })
  await mended.waitFor()
  assert.equal(await mended.locator('.fl-n > .cut').first().innerText(), cutShown)
  await writeFile(join(server.photos, 'two', cutName), await picture(1, 'jpeg'))
  await mended.getByRole('button', { name: `Actions for ${cutShown}` }).click()
  await page.getByRole('menuitem', { name: 'Retry' }).click()
  await page.getByRole('button', { name: /^Failed 2/ }).waitFor()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page
    .getByRole('listitem')
    .filter({ hasText: 'photos / one' })
    .getByRole('button', { name: `Actions for ${cutShown}` })
    .click()
  await page.getByRole('menuitem', { name: 'Show in the list' }).click()
  await page.getByRole('group', { name: `Why ${cutShown} failed` }).waitFor()
  await page
    .getByRole('row', { name: /photos \/ two/ })
    .getByText('Done')
    .waitFor()
})

test('who tries again by a key what fails again goes on from there, also where the page was loaded anew', async () => {
  await using server = await millraceServer()
  await spoilt(server)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 3 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: /^Failed 3/ }).click()
  await page.getByRole('button', { name: 'Retry 2' }).waitFor()
  const described = page.getByRole('button', { name: 'Retry 1', description: /is not of a kind this recipe can read/ })
  await described.waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Retry 2' }).press('Enter')
  await page.getByText('Trying 2 files again.').waitFor()
  await page.locator('.fgs:focus').getByText('3 failures, 2 causes').waitFor()
})
