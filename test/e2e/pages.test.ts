import assert from 'node:assert/strict'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(place)}`)
}

/** Three photos made into JPEG, and the run over. */
async function threeDone(page: Page, photos: string): Promise<void> {
  for (let nth = 0; nth < 3; nth++) await writeFile(join(photos, `${nth}.png`), await picture(nth, 'png'))
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 3 files' }).click()
  await page.getByText('3 done').first().waitFor()
}

async function threeInVault(page: Page, photos: string): Promise<void> {
  await threeDone(page, photos)
  await page.getByRole('button', { name: 'Undo batch…' }).click()
  await page.getByRole('button', { name: 'Undo 3 files' }).click()
  await page.getByText('Undone: 3 files.').waitFor()
  await go(page, '#/vault')
}

const resultsIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))

test('what is set holds, is kept, and is found again; a language is changed in one click', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page, complaints } = screens
  await go(page, '#/settings')
  await page.getByRole('region', { name: 'About' }).getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('dialog').getByText('Third-party notices').waitFor()
  await page.keyboard.press('Escape')
  await using beside = await openScreens(browser, server.address)
  await go(beside.page, '#/settings')
  await beside.page.getByRole('radio', { name: 'Full speed', checked: true }).waitFor({ state: 'attached' })
  await page.getByText('Quiet', { exact: true }).click()
  await beside.page.getByRole('radio', { name: 'Quiet', checked: true }).waitFor({ state: 'attached' })
  await page
    .getByRole('searchbox', { name: 'Search settings' })
    .or(page.getByPlaceholder('Search settings'))
    .fill('undo for')
  await page.getByRole('button', { name: /Keep undo for/ }).click()
  await page.getByRole('option', { name: '90 days' }).click()
  await page.reload()
  await page.getByRole('radio', { name: 'Quiet', checked: true }).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: /90 days/ }).waitFor()
  await page.getByText('简体中文').click()
  await page.getByRole('heading', { name: '设置', level: 1 }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-Hans')
  await page.reload()
  await page.getByRole('heading', { name: '设置', level: 1 }).waitFor()
  await go(page, '#/')
  await page.getByText('网页图片').first().waitFor()
  await go(page, '#/recipes/web-ready-images')
  await page.getByText('版权、颜色配置文件').waitFor()
  assert.equal(await page.getByRole('textbox', { name: '配方名称' }).inputValue(), '网页图片')
  assert.deepEqual(complaints, [])
})

test('results that were changed or removed since are found, and what is as written is said to be', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await threeDone(page, server.photos)
  const [first = '', second = ''] = (await resultsIn(server.results)).sort()
  await writeFile(first, `${(await readFile(first)).toString('latin1')} `, 'latin1')
  await rm(second)
  await go(page, '#/history')
  await page.getByRole('link', { name: 'Verify…' }).click()
  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText('1 of 3').waitFor()
  await page.getByRole('button', { name: 'Changed 1' }).waitFor()
  await page.getByRole('button', { name: 'Missing 1' }).click()
  assert.equal(await page.locator('.vf-r').count(), 1)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export checksums' }).click()
  const list = await readFile(await (await download).path(), 'utf8')
  assert.equal(list.match(/^[0-9a-f]{64} {2}\S/gm)?.length, 3)
  await page.getByRole('button', { name: 'Make 2 again' }).waitFor()
  await page.locator('.vf-r').getByRole('button', { name: 'Make again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.ok((await resultsIn(server.results)).includes(second), 'what was missing is there again')
})

test('what undo took back lies in the vault, and comes out again', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await threeInVault(page, server.photos)
  await page.getByText('3 files, ').first().waitFor()
  await page.getByRole('button', { name: 'Restore' }).first().press('Enter')
  await page.getByText('Restored as').waitFor()
  await page.locator('[role="listitem"] button:focus').getByText('Restore').waitFor()
  assert.equal((await resultsIn(server.results)).length, 1)
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Remove for good…' }).click()
  await page.getByRole('button', { name: 'Remove 1 file' }).click()
  await page.getByText('1 file, ').first().waitFor()
  await page.locator('.shield').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Restore' }).focus()
  const isShielded = await page.evaluate('document.activeElement.click(), document.querySelector(".shield") !== null')
  assert.ok(isShielded, 'the next file would get the second press of a double click')
})

test('the vault is emptied at once by whoever says so, after being told how much goes for good', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await threeInVault(page, server.photos)
  await page.getByRole('button', { name: 'Restore 1.jpg' }).waitFor()
  await page.getByRole('button', { name: 'Empty the vault…' }).click()
  const asked = page.getByRole('alertdialog')
  await asked.getByText('Remove 3 files for good?').waitFor()
  await asked.getByRole('button', { name: 'Remove 3 files' }).click()
  await page.getByText('The vault is empty').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Empty the vault…' }).count(), 0)
})

test('a folder is watched from the screens: what arrives is made by itself, and pausing holds it back', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await go(page, '#/watch')
  await page.getByRole('button', { name: 'Add folder' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Folder: Choose…' }).click()
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('button', { name: 'Choose “photos”' }).click()
  await sheet.getByRole('button', { name: /Recipe/ }).click()
  await page.getByRole('option', { name: 'Free up space', exact: true }).click()
  await sheet.getByRole('group', { name: 'Save to' }).getByText('In place of the originals').waitFor()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: /Recipe/ }).click()
  await page.getByRole('option', { name: 'Photos to JPEG', exact: true }).click()
  // A list that is still closing takes a click beside it for its own.
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: 'Save to: Choose…' }).click()
  await page.getByRole('row', { name: /^results/ }).click()
  await page.getByRole('button', { name: 'Save in “results”' }).click()
  const levels = sheet.getByRole('spinbutton', { name: 'Levels of subfolders' })
  assert.equal(await levels.getAttribute('placeholder'), 'All', 'no number is shown that does not hold')
  const quiet = sheet.getByRole('spinbutton', { name: 'Wait until settled' })
  for (const wrong of ['-1', '0', '4000']) {
    await quiet.fill(wrong)
    await sheet.getByRole('alert').getByText('From 0.1 to 3,600.').waitFor()
    assert.ok(await sheet.getByRole('button', { name: 'Start watching' }).isDisabled())
  }
  await quiet.fill('0.5')
  await sheet.getByRole('alert').waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: 'Start watching' }).click()
  const row = page.getByRole('list', { name: 'Watch folders' }).getByRole('listitem')
  await row.getByText('Watching').waitFor()
  await writeFile(join(server.photos, 'new.png'), await picture(5, 'png'))
  await row.getByText('1 file', { exact: true }).waitFor()
  assert.equal((await resultsIn(server.results)).length, 1)
  await row.getByRole('button', { name: 'Pause photos', exact: true }).click()
  await row.getByText('Paused').waitFor()
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Stop watching' }).click()
  await page.getByText('No folder is watched yet').waitFor()
})

test('a newcomer without a file of their own tries it on samples', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address, 'new')
  const { page } = screens
  await page.getByRole('button', { name: 'Use my own files' }).click()
  await saveToResults(page)
  await go(page, '#/welcome')
  await page.getByRole('button', { name: 'Try it on 12 sample photos' }).click()
  await page.getByText('12 done').first().waitFor({ timeout: 120_000 })
  assert.equal((await resultsIn(server.results)).length, 24)
  await go(page, '#/charts')
  await page.getByRole('img', { name: /^Most was saved on/ }).waitFor()
})

test('the commands say that nothing fits only while nothing does, and all of them stand there again once the search is empty', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  await page.keyboard.press('Control+k')
  const commands = page.getByRole('dialog', { name: 'Commands' })
  await commands.waitFor()
  // Letter by letter: the list is another one after each.
  for (const key of 'darq') await page.keyboard.press(key)
  await commands.getByText('Nothing is called “darq”').waitFor()
  await page.keyboard.press('Backspace')
  await commands.getByRole('option', { name: 'Dark appearance' }).waitFor()
  assert.equal(await commands.getByText(/^Nothing is called/).count(), 0)
  for (const _ of 'dar') await page.keyboard.press('Backspace')
  await commands.getByRole('option', { name: 'Light appearance' }).waitFor({ timeout: 10_000 })
})
