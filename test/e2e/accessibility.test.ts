import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { scenes } from '../../scripts/pictures/scenes.ts'
import { type ServedPictures, servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { launchBrowser } from './kit/screens.ts'

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

/** Every screen in a wide window; in a narrow one those that are built in another way there. */
const windows = [
  { theme: 'light', size: 'wide', viewport: { width: 1280, height: 800 }, only: '' },
  { theme: 'dark', size: 'wide', viewport: { width: 1280, height: 800 }, only: '' },
  { theme: 'light', size: 'narrow', viewport: { width: 820, height: 640 }, only: 'run-' },
] as const

for (const { theme, size, viewport, only } of windows)
  test(`axe finds nothing on any screen, ${size} and ${theme}`, async () => {
    await using context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
    const wrong: string[] = []
    for (const { name, at, act } of scenes.filter((scene) => scene.name.startsWith(only))) {
      const page = await context.newPage()
      await page.goto(`${pictures.address}${at}`)
      // A page that is fetched on its own comes a moment after its frame.
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await act?.(page, size)
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
      for (const { id, nodes } of violations)
        wrong.push(
          ...nodes.map(({ target, failureSummary }) => `${name}: ${id}: ${target.join(' ')}: ${failureSummary}`),
        )
      await page.close()
    }
    assert.deepEqual(wrong, [])
  })
