import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
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

/** Runs in the page. */
const middleOf = (selector: string): string =>
  `(({ top, height }) => top + height / 2)(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`
const middle = (page: Page, selector: string) => page.evaluate<number>(middleOf(selector))

test('the button that copies the folder of the results stands in one line with it', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?state=paused#/runs/harbour`)
  const { page } = screens
  await page.getByRole('button', { name: 'Copy the path of this folder' }).waitFor()
  const [button, words] = [await middle(page, '.res-at .ib'), await middle(page, '.res-at .cut')]
  assert.ok(Math.abs(button - words) < 1, `${button - words} pixels below`)
})
