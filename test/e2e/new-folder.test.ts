import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

test('a folder for results is made where they are to be saved, by the keyboard alone, and what is wrong with its name is said', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'a.jpg'), await picture(1, 'jpeg'))
  await mkdir(join(server.results, 'there'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const { keyboard } = page
  await page.getByRole('button', { name: /^Save to/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('row', { name: /^results/ }).focus()
  await keyboard.press('Enter')
  const start = dialog.getByRole('button', { name: 'New folder' })
  const name = dialog.getByRole('textbox', { name: 'Name of the new folder' })
  const isFocused = 'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent'
  const focused = (name: string | RegExp) => dialog.locator(':focus').and(dialog.getByRole('row', { name })).waitFor()
  await focused('there')
  await start.focus()
  await keyboard.press('Enter')
  await name.waitFor()
  assert.equal(await page.evaluate(isFocused), 'Name of the new folder')
  await keyboard.press('Escape')
  await name.waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(isFocused), 'New folder', 'the focus goes back to what opened the field')
  await keyboard.press('Enter')
  for (const [typed, said] of [
    ['there', 'there exists already.'],
    ['../out', 'A name holds no slash, no backslash and no control character.'],
    ['.hidden', 'Names that begin with a dot are not shown here.'],
    ['a'.repeat(300), /is too long\.$/],
  ] as const) {
    await name.fill(typed)
    await keyboard.press('Enter')
    await dialog.getByRole('alert').getByText(said).waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await keyboard.press('Backspace')
    await dialog.getByRole('alert').waitFor({ state: 'detached' })
  }
  await name.fill('Web 2026')
  await keyboard.press('Enter')
  await dialog.locator(':focus').getByText('There is no folder in it').waitFor()
  assert.deepEqual((await readdir(server.results)).toSorted(), ['Web 2026', 'there'])
  await keyboard.press('Backspace')
  await focused('Web 2026')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save in “Web 2026”' }).click()
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.equal((await filesBelow(join(server.results, 'Web 2026'))).length, 1)
})
