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

/** Runs in the page, before anything is drawn: what is written in drawings, and what of it lies outside of them. */
const watchDrawing = `{
  const drawn = window.drawn = { texts: 0, outside: [] }
  const { fillText } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const at = this.getTransform().transformPoint({ x, y })
    const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.measureText(text)
    drawn.texts++
    if (at.x - left < 0 || at.x + right > this.canvas.width) drawn.outside.push(text)
    return fillText.call(this, text, x, y, ...rest)
  }
}`

test('no word of a drawing is cut off, in no language and on no small screen', async () => {
  await using screens = await openScreens(browser, pictures.address)
  const { page } = screens
  await page.addInitScript(watchDrawing)
  for (const language of ['en', 'zh-Hans'])
    for (const width of [360, 1280]) {
      await page.goto('about:blank')
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${pictures.address}?language=${language}#/charts`)
      await page.locator('canvas').nth(1).waitFor()
      await page.waitForFunction('drawn.texts > 10')
      assert.deepEqual(await page.evaluate('drawn.outside'), [], `${language}, ${width} pixels`)
    }
})
