import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { shortcutColumns } from '../../renderer/features/palette/shortcut-list.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { largePhotos, picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, chooseShared, saveToResults } from './kit/steps.ts'

// The keyboard map, key by key: each line of the sheet of shortcuts is walked here, and a line nobody walks fails the last test.

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const walked = new Set<string>()
const walks = (...keys: string[]) => {
  for (const key of keys) walked.add(key)
}
const list = (page: Page) => page.getByRole('grid', { name: 'Files' })
const chosen = (page: Page) => list(page).locator('[aria-selected="true"]')
const focused = (page: Page) => page.evaluate('document.activeElement.textContent')
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('anywhere: commands, sections, panes, files and folders, without a mouse', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const { keyboard } = page
  // Somebody listens all the time: a key can be quicker than the beginning of listening.
  page.on('filechooser', () => {})
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  await keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands' }).waitFor()
  await keyboard.type('history')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await title(page, 'History').waitFor()
  await keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  for (const [key, name] of [
    ['Control+1', 'Home'],
    ['Control+2', 'Runs'],
    ['Control+,', 'Settings'],
  ] as const) {
    await keyboard.press(key)
    await title(page, name).waitFor()
  }
  await keyboard.press('F6')
  const first = await page.evaluate('document.activeElement.className')
  await keyboard.press('F6')
  assert.notEqual(await page.evaluate('document.activeElement.className'), first)
  await keyboard.press('Shift+F6')
  assert.equal(await page.evaluate('document.activeElement.className'), first)
  for (const key of ['Control+o', 'Control+Shift+o', 'Control+Enter']) {
    const chooser = page.waitForEvent('filechooser')
    await keyboard.press(key)
    await chooser
  }
  walks('commands', 'shortcuts', 'close', 'sections', 'settings', 'pane', 'addFiles', 'addFolder', 'run')
})

test('a photo that is pasted is reviewed, run and compared without a mouse', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const { keyboard } = page
  await saveToResults(page)
  const bytes = await picture(3, 'jpeg')
  await page.evaluate(`{
    const pasted = new DataTransfer()
    pasted.items.add(new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0))], 'pasted.jpg', { type: 'image/jpeg' }))
    dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted }))
  }`)
  const run = page.getByRole('dialog').getByRole('button', { name: 'Upload and run 1 file' })
  await run.waitFor()
  assert.equal(await focused(page), 'Upload and run 1 file', 'the marked button has the focus')
  await keyboard.press('Control+Enter')
  await page.locator('.head-s').getByText('Finished').waitFor()
  await list(page).focus()
  await keyboard.press('ArrowDown')
  await keyboard.press('F6')
  const slider = page.getByRole('slider', { name: 'Compare before and after' })
  await slider.focus()
  const keys: [string, string][] = [
    ['ArrowRight', '51'],
    ['Shift+ArrowRight', '61'],
    ['ArrowLeft', '60'],
    ['Home', '0'],
    ['End', '100'],
  ]
  for (const [key, value] of keys) {
    await keyboard.press(key)
    assert.equal(await slider.getAttribute('aria-valuenow'), value, key)
  }
  const zoom = page.getByRole('button', { name: 'Twice the size' })
  for (const [key, pressed] of [
    ['+', 'true'],
    ['-', 'false'],
  ] as const) {
    await keyboard.press(key)
    assert.equal(await zoom.getAttribute('aria-pressed'), pressed)
  }
  walks('paste', 'marked', 'byOne', 'byTen', 'ends2', 'zoom')
})

const listInFocus = '[role="grid"]:focus'

/** A folder the server shares: into it, into one in it and out again, and then it. */
async function chooseByKeys(page: Page): Promise<void> {
  const at = (text: string) => page.locator('[role="row"]:focus').getByText(text, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Choose on the server' }).press('Enter')
  await at('photos')
  await page.keyboard.press('Enter')
  await at('set 0')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await at('large 0001.jpg')
  await page.keyboard.press('Backspace')
  await at('set 1')
  await page.keyboard.press('Control+Enter')
}

test('a batch is paused, resumed and cancelled without a mouse, and what was given up comes back', async () => {
  await using server = await millraceServer()
  await largePhotos(server.photos, 120)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const { keyboard } = page
  const state = page.locator('.head-s')
  await saveToResults(page)
  await chooseRecipe(page, 'Web-ready images')
  await chooseByKeys(page)
  await page.locator('button:focus').getByText('Run 120 files').waitFor()
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  await page.locator(listInFocus).waitFor()
  await keyboard.press(' ')
  await state.getByText('Paused', { exact: true }).waitFor()
  await keyboard.press('End')
  await list(page).locator('[aria-selected="true"][aria-rowindex="121"]').waitFor()
  await keyboard.press('Delete')
  await page.getByText('Cancelled 1 file.').waitFor()
  await keyboard.press('Escape')
  await page.getByRole('button', { name: 'Cancelled 1' }).waitFor()
  await keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Cancelled 0' }).waitFor()
  await list(page).focus()
  await keyboard.press(' ')
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await keyboard.press('Control+Shift+p')
  await state.getByText('Paused', { exact: true }).waitFor()
  await keyboard.press('Control+.')
  const sure = page.getByRole('alertdialog')
  await sure.waitFor()
  await keyboard.press('Escape')
  await sure.waitFor({ state: 'detached' })
  await keyboard.press('Control+.')
  await sure.getByRole('button', { name: /^Cancel \d+ files?/ }).focus()
  await keyboard.press('Enter')
  await state.getByText('Cancelled').waitFor()
  assert.notEqual(await page.locator('.head .big').textContent(), '100%')
  await page.locator(listInFocus).waitFor()
  walks('pause', 'cancel', 'undo', 'pauseAll', 'cancelBatch')
})

test('the list of files is walked, chosen from, filtered and searched without a mouse', async () => {
  await using server = await millraceServer()
  for (let nth = 0; nth < 12; nth++) await writeFile(join(server.photos, `${nth}.jpg`), await picture(nth, 'jpeg'))
  await writeFile(join(server.photos, 'a cut.jpg'), (await picture(1, 'jpeg')).subarray(0, 600))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  const { keyboard } = page
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate('navigator.clipboard.readText()')
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 13 files' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await list(page).focus()
  await keyboard.press('End')
  await keyboard.press('ArrowUp')
  await keyboard.press('Shift+ArrowDown')
  await page.getByRole('toolbar', { name: '2 files selected' }).waitFor()
  assert.equal(await chosen(page).count(), 2)
  await keyboard.press('Control+a')
  await page.getByRole('toolbar', { name: '13 files selected' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('toolbar', { name: /selected/ }).waitFor({ state: 'detached' })
  await keyboard.press('Home')
  while (!(await chosen(page).textContent())?.includes('a cut.jpg')) await keyboard.press('ArrowDown')
  const why = page.getByRole('group', { name: 'Why a cut.jpg failed' })
  await keyboard.press('ArrowRight')
  await why.waitFor()
  await keyboard.press('ArrowLeft')
  await why.waitFor({ state: 'detached' })
  await keyboard.press('Enter')
  await why.waitFor()
  await keyboard.press('e')
  await page.getByText('Copied.').first().waitFor()
  assert.match(String(await copied()), /a cut\.jpg[^]*file-/)
  // The clipboard is written to in its own time, and only while the page has the focus.
  do await keyboard.press('Control+c')
  while (!String(await copied()).endsWith('a cut.jpg'))
  await keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: /^Retry 1 file/ }).waitFor()
  await keyboard.press('Escape')
  await writeFile(join(server.photos, 'a cut.jpg'), await picture(1, 'jpeg'))
  await keyboard.press('r')
  await page.getByRole('button', { name: 'Done 13' }).waitFor()
  await list(page).focus()
  await keyboard.press('4')
  assert.equal(await page.getByRole('button', { name: 'Done 13' }).getAttribute('aria-pressed'), 'true')
  await keyboard.press('1')
  await keyboard.press('Control+f')
  await keyboard.type('11')
  // The file stands in the whole list as well.
  await page.locator('[role="grid"][aria-rowcount="2"]').getByText('11.jpg').waitFor()
  await keyboard.press('Escape')
  await page.setViewportSize({ width: 820, height: 640 })
  for (const key of ['i', 'Enter']) {
    // The sheet gives the focus back a moment after it has gone, and the list comes back from its search in its own time.
    await list(page).focus()
    await keyboard.press('Home')
    await chosen(page).waitFor()
    await keyboard.press(key)
    await page.getByRole('dialog', { name: 'Details' }).waitFor()
    await keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Details' }).waitFor({ state: 'detached' })
  }
  walks('move', 'more', 'all', 'explain', 'closeIt', 'open', 'retry', 'copyPath', 'copyError')
  walks('menu', 'filters', 'search', 'details')
})

test('the keys that choose which files are listed go on working where failures stand by their cause', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'a cut.jpg'), (await picture(1, 'jpeg')).subarray(0, 600))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  await list(page).focus()
  await page.keyboard.press('5')
  await page.locator('.fgs:focus').getByText('1 failure').waitFor()
  await page.keyboard.press('1')
  await page.locator('[role="grid"]:focus').getByText('a cut.jpg').waitFor()
})

test('every line of the sheet of shortcuts was walked; those of recipes are walked with the recipes', () => {
  const lines = shortcutColumns.flatMap((sections) =>
    sections.flatMap(([where, shortcuts]) => (where === 'recipe' ? [] : shortcuts.map(([what]) => what))),
  )
  assert.deepEqual(
    lines.filter((line) => !walked.has(line)),
    [],
  )
})
