import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
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

test('whoever thinks better of another folder is back on the sheet where they were, with what they had decided', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'a.jpg'), await picture(1, 'jpeg'))
  await writeFile(join(server.results, 'a.jpg'), 'there')
  await mkdir(join(server.results, 'Trip'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  const sheet = page.getByRole('dialog', { name: 'Photos to JPEG: 1 file' })
  await sheet.getByRole('button', { name: /If a name is taken/ }).click()
  await page.getByRole('option', { name: 'Replace', exact: true }).click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: 'Change' }).press('Enter')
  await page.getByRole('row', { name: /^results/ }).click()
  await page.getByRole('button', { name: 'Open “Trip”' }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.locator('button:focus').getByText('Change').waitFor()
  assert.equal(await sheet.getByRole('button', { name: /Replace/ }).count(), 1)
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('button', { name: 'Save in “photos”' }).click()
  await sheet.getByText('Results go to “photos”').waitFor()
  await sheet.locator('button:focus').getByText('Change').waitFor()
  await sheet.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
})

test('a sheet never offers to run no files, neither while it counts nor where there are none, and speaks of one file as of one', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'notes.txt'), 'notes')
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await page.evaluate(`{
    window.offered = new Set()
    const read = () => document.querySelectorAll('.dlg-f button').forEach((button) => offered.add(button.textContent))
    new MutationObserver(read).observe(document, { childList: true, subtree: true, characterData: true })
  }`)
  await chooseShared(page, 'Photos to JPEG')
  const sheet = page.getByRole('dialog', { name: 'Photos to JPEG' })
  await sheet.getByText('There is nothing to run').waitFor()
  assert.equal(await sheet.getByRole('button', { name: 'Run', exact: true }).isDisabled(), true)
  await sheet.getByText('This recipe does not take its kind, or its conditions leave it out').waitFor()
  const offered = await page.evaluate<string[]>('[...offered]')
  assert.deepEqual(
    offered.filter((text) => text.includes('Run')),
    ['Run'],
  )
})
