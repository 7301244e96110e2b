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
