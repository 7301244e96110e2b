import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { largePhotos } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

test('what one tab did changes what another asks: nothing is cancelled that is over, nor taken back twice', async () => {
  await using server = await millraceServer()
  await largePhotos(server.photos, 30)
  await using screens = await openScreens(browser, server.address)
  await using others = await openScreens(browser, server.address)
  const [one, two] = [screens.page, others.page]
  await saveToResults(one)
  await chooseShared(one, 'Photos to JPEG')
  await one.getByRole('button', { name: 'Run 30 files' }).click()
  await one.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  await two.getByRole('link', { name: /^Runs/ }).click()
  await two
    .getByRole('link', { name: /^photos/ })
    .first()
    .click()
  await two.getByRole('button', { name: 'Cancel…' }).click()
  const asked = two.getByRole('alertdialog')
  await asked.getByRole('button', { name: /^Cancel \d+ files/ }).waitFor()
  await one.locator('.head-s').getByText('Finished').waitFor()
  await asked.getByRole('heading', { name: 'Nothing is left to cancel: this run is over' }).waitFor()
  assert.deepEqual(await asked.getByRole('button').allTextContents(), ['Close'])
  await asked.getByRole('button', { name: 'Close' }).click()
  await two.getByRole('status').getByText('Finished. 30 done.', { exact: true }).waitFor({ state: 'attached' })
  for (const page of [one, two]) {
    await page.getByRole('button', { name: 'Undo batch…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo 30 files' }).waitFor()
  }
  await one.getByRole('alertdialog').getByRole('button', { name: 'Undo 30 files' }).click()
  await asked.getByText('Nothing is left to take back.').waitFor()
  assert.deepEqual(await asked.getByRole('button').allTextContents(), ['Cancel'])
})

test('a recipe that is deleted in another tab is said to be, where it is open, and comes back there when that one is undone', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  await using others = await openScreens(browser, server.address)
  const [one, two] = [screens.page, others.page]
  for (const page of [one, two]) await page.getByRole('link', { name: 'Recipes' }).click()
  const yours = (page: Page) =>
    page.getByRole('region', { name: 'Your recipes' }).getByRole('link', { name: /^Web-ready images copy/ })
  await one
    .getByRole('region', { name: 'Built in' })
    .getByRole('link', { name: /^Web-ready images/ })
    .focus()
  await one.keyboard.press('Control+d')
  await yours(two).click()
  const standing = two.getByRole('status')
  await standing.getByText('Saved.').waitFor()
  await yours(one).focus()
  await one.keyboard.press('Delete')
  await standing.getByText('Deleted meanwhile. Saving keeps it as a new one.').waitFor()
  await one.getByRole('button', { name: 'Undo', exact: true }).click()
  await standing.getByText('Saved.').waitFor()
})

test('a recipe that was changed in another tab meanwhile is saved as a copy with one press, and opened again it is as it was left', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const [one, two] = [screens.page, await screens.page.context().newPage()]
  await two.goto(server.address)
  const own = `${new URL(server.address).origin}/#/recipes/web-ready-images-copy`
  await one.getByRole('link', { name: 'Recipes' }).click()
  await one
    .getByRole('link', { name: /^Web-ready images/ })
    .first()
    .focus()
  await one.keyboard.press('Control+d')
  await one.getByRole('link', { name: /^Web-ready images copy/ }).waitFor()
  for (const page of [one, two]) await page.goto(own)
  const name = (page: Page) => page.getByRole('textbox', { name: 'Name of the recipe' })
  await name(one).fill('Of the first')
  await name(two).fill('Of the second')
  await one.getByRole('button', { name: 'Save', exact: true }).click()
  await one
    .getByRole('status')
    .getByText(/^Saved\./)
    .first()
    .waitFor()
  await two.getByRole('button', { name: 'Save', exact: true }).click()
  await two.getByText('was changed since you opened it.').waitFor()
  await two.goto(`${new URL(server.address).origin}/#/recipes`)
  await two.getByRole('link', { name: /^Of the first/ }).click()
  assert.equal(await name(two).inputValue(), 'Of the second')
  await two.goBack()
  await two.goto(own)
  assert.equal(await name(two).inputValue(), 'Of the second')
  await two.getByRole('button', { name: 'Save a copy' }).click()
  await two
    .getByRole('status')
    .getByText(/^Saved\./)
    .first()
    .waitFor()
  await two.getByRole('link', { name: 'All recipes' }).click()
  for (const title of ['Of the first', 'Of the second'])
    await two.getByRole('link', { name: new RegExp(`^${title}`) }).waitFor()
})

test('a run that was paused before a page is opened says there how fast it was and since when it rests', async () => {
  await using server = await millraceServer()
  await largePhotos(server.photos, 30)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 30 files' }).click()
  await page.getByRole('button', { name: /^Done [3-9]/ }).waitFor()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.locator('.head-s').getByText('Paused').waitFor()
  const since = await page.getByText(/^at rest since /).innerText()
  await page.reload()
  const stats = page.locator('.stats')
  await stats.getByText(/^was \d+\.\d files\/(s|min)$/).waitFor()
  await stats.getByText(since, { exact: true }).waitFor()
})
