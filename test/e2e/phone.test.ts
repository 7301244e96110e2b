import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser } from './kit/screens.ts'
import { chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
/** Runs in the page: what stands in the drop area below the buttons, and is cut off. */
const cutOff = '[...document.querySelectorAll(".plan .cut")].filter((one) => one.scrollWidth > one.clientWidth).length'
const wide = 'document.querySelector(".body").scrollWidth - document.querySelector(".body").clientWidth'
const shownMore = 'getComputedStyle(document.querySelector(".tr .more")).opacity'

async function holiday(): Promise<Buffer> {
  const gps = { GPSLatitudeRef: 'N', GPSLatitude: '47/1 22/1 5/1' }
  return sharp(await picture(1, 'jpeg', 2000))
    .withExif({ IFD0: { Make: 'Camera' }, IFD2: { DateTimeOriginal: '2025:07:03 09:00:00' }, IFD3: gps })
    .toBuffer()
}

test('on a phone a finger finds out what was taken out of a photo, and why another file failed', async () => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'beach.jpg'), await holiday())
  await writeFile(join(server.photos, 'notes.txt'), 'no picture')
  const context = await browser.newContext(phone)
  await using _ = { [Symbol.asyncDispose]: () => context.close() }
  const page: Page = await context.newPage()
  await page.goto(server.address)
  await page.getByRole('button', { name: 'Use my own files' }).tap()
  await saveToResults(page)
  await page.getByRole('button', { name: /^Save to/ }).waitFor()
  assert.equal(await page.locator('kbd:visible').count(), 0, 'a phone has no keys')
  assert.equal(await page.evaluate(cutOff), 0, 'the recipe, the folder and the originals are named to their end')
  await chooseShared(page, 'Share safely')
  await page.getByRole('button', { name: 'Run 1 file' }).tap()
  await page.locator('.head-s').getByText('Finished').waitFor()
  assert.equal(await page.getByText('0% smaller').count(), 0, 'what saves nothing is not told as saving')
  await page.getByText('Written', { exact: true }).waitFor()
  const list = page.getByRole('grid', { name: 'Files' })
  await list.getByRole('button', { name: 'Actions for beach.jpg' }).waitFor()
  assert.equal(await page.evaluate(shownMore), '1', 'nothing hovers on a phone')
  const details = page.getByRole('dialog', { name: 'Details' })
  await list.getByText('beach.jpg').tap()
  await details.getByText('Taken out').waitFor()
  await details.getByText('place, date and time, camera, other details').waitFor()
  await details.getByRole('button', { name: 'Close' }).tap()
  await list.getByText('notes.txt').tap()
  await details.getByText('What to do').waitFor()
  await details.getByRole('button', { name: 'Close' }).tap()
  const texts = { watch: 'No folder is watched yet', workings: 'The way of a file', runs: 'Recent' }
  for (const [screen, text] of Object.entries(texts)) {
    await page.evaluate(`location.hash = '#/${screen}'`)
    await page.getByText(text, { exact: true }).waitFor()
    assert.equal(await page.evaluate(wide), 0, `${screen} is no wider than the phone`)
  }
  const [name, outcome] = await Promise.all(
    ['photos', '1 done, 1 failed'].map((text) => page.getByRole('listitem').getByText(text).boundingBox()),
  )
  assert.ok(name && outcome && outcome.y > name.y, 'what became of a run stands below its name')
})
