import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { packageRoot } from '../main/package-root.ts'
import { chromiumOptions, findChromium } from './find-chromium.ts'
import { scenes } from './pictures/scenes.ts'
import { servePictures } from './pictures/serve-pictures.ts'

// Prints the pictures of a run that the README shows, `docs/guide/screen-light.png` and `screen-dark.png`, from the screens themselves.

const scene = scenes.find(({ name }) => name === 'run-inspector')
if (!scene) throw new Error('There is no scene of a run with its details.')
await using server = await servePictures()
await using browser = await chromium.launch({ ...chromiumOptions, executablePath: findChromium() })
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  await page.goto(`${server.address}${scene.at}`)
  await page.locator('h1').first().waitFor()
  await scene.act?.(page, 'wide')
  await page.locator('.insp img').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(packageRoot, 'docs/guide', `screen-${colorScheme}.png`) })
  await page.close()
}
