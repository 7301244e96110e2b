import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type ServedPictures, servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

let browser: Browser
let pictures: ServedPictures
before(async () => {
  browser = await launchBrowser()
  pictures = await servePictures()
})
after(async () => {
  await browser.close()
  await pictures[Symbol.asyncDispose]()
})

test('what limits a run is told alike in its head and in the workings, whatever most of its time is spent in', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/harbour`)
  const { page } = screens
  await page.getByText('Stages, limited by transform', { exact: true }).waitFor()
  await page.evaluate('location.hash = "#/workings"')
  await page.getByRole('heading', { name: 'Transform (processor)' }).waitFor()
})

test('of a run that was taken back nothing is told as written, from nothing read', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/regatta`)
  const written = screens.page.locator('.stat', { has: screens.page.getByText('Written', { exact: true }) })
  await written.waitFor()
  assert.equal(await written.textContent(), 'Written–')
})

test('who signs in is told where the key is, also where it is kept in a file and printed nowhere', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?scene=sign-in-wrong`)
  const { page } = screens
  await page.getByText('or which file has the key').waitFor()
  await page.getByText('Only --token-file keeps one').waitFor()
  await page.getByRole('alert').getByText('With --token-file, take what is in that file.').waitFor()
})

test('kinds of recipes are offered in one order, whatever recipes there are, and what fits nowhere else comes last', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/`)
  const kinds = screens.page.getByRole('radiogroup', { name: 'Kind' }).getByRole('radio')
  await kinds.first().waitFor({ state: 'attached' })
  const words = await screens.page.locator('.seg').first().innerText()
  assert.deepEqual(words.split(/\s+/), ['All', 'Images', 'PDF', 'Data', 'Media', 'Files'])
})

test('who hears a run while its files are counted hears how many were found, as a whole sentence', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?state=counting#/runs/harbour`)
  const { page } = screens
  await page
    .getByRole('status')
    .getByText(/^Counting files\. 12,480 files found so far\./)
    .waitFor({ state: 'attached' })
  const bar = page.getByRole('main').getByRole('progressbar').first()
  assert.equal(await bar.getAttribute('aria-valuetext'), '12,480 files found so far')
})

test('of a run of another day the screen says which day it was, as the lists of runs do', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/old`)
  const took = screens.page.locator('.stat', { has: screens.page.getByText('Took', { exact: true }) })
  await took.getByText(/\w+ \w+, \d\d:\d\d to /).waitFor()
})

test('what can be done about many files that failed alike is told of each of them', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/done`)
  const { page } = screens
  await page.getByRole('button', { name: /^Failed/ }).click()
  const cause = page.locator('.fg').first()
  await cause.getByText(/^Each file ends too early\./).waitFor()
  await cause.getByText('Replace it with a whole copy and retry.').waitFor()
})
