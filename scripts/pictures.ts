import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { packageRoot } from '../main/package-root.ts'
import { chromiumOptions, findChromium } from './find-chromium.ts'
import { scenes } from './pictures/scenes.ts'
import { servePictures } from './pictures/serve-pictures.ts'

// Takes a picture of every screen, wide and narrow, light and dark, into `.pictures/`. `npm run pictures -- run` takes those whose name begins so.

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 820, height: 640 } }
const themes = ['light', 'dark'] as const

const [only = ''] = process.argv.slice(2)
const folder = join(packageRoot, '.pictures')
if (only === '') rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await using server = await servePictures()
const browser = await chromium.launch({ ...chromiumOptions, executablePath: findChromium() })
let taken = 0
for (const [size, viewport] of Object.entries(sizes))
  for (const theme of themes) taken += await takeAll(browser, { size, viewport, theme })
await browser.close()
console.log(`${taken} pictures in .pictures/`)

interface Look {
  size: string
  viewport: { width: number; height: number }
  theme: (typeof themes)[number]
}

async function takeAll(from: Browser, { size, viewport, theme }: Look): Promise<number> {
  const wanted = scenes.filter(({ name }) => name.startsWith(only))
  await using context = await from.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
  for (const { name, at, act } of wanted) {
    const page = await context.newPage()
    const errors = errorsOf(page)
    await page.goto(`${server.address}${at}`)
    await page.locator('#root > *').first().waitFor()
    await page.waitForFunction('document.fonts.ready')
    await page.waitForTimeout(150)
    await act?.(page, size)
    // Small pictures are fetched once the list has stood still for a moment.
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`) })
    if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`)
    await page.close()
  }
  return wanted.length
}

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}
