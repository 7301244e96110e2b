import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { packageRoot } from '../main/package-root.ts'
import { chromiumOptions, findChromium } from './find-chromium.ts'
import { scenes } from './pictures/scenes.ts'
import { servePictures } from './pictures/serve-pictures.ts'

// Takes a picture of every screen, wide and narrow, light and dark, in each language, into `.pictures/`. `npm run pictures -- run` takes those whose name
// begins so, `npm run pictures -- run zh-Hans` in that language only.

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 820, height: 640 } }
const themes = ['light', 'dark'] as const

const [only = '', language] = process.argv.slice(2)
const languages = language === undefined ? ['en', 'zh-Hans'] : [language]
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
  await using context = await from.newContext({
    viewport,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
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
    for (const spoken of languages) await takeOne(page, spoken, `${name}-${size}-${theme}.png`)
    if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`)
    await page.close()
  }
  return wanted.length * languages.length
}

/** The act is played in English; then the language of what is on the screen is changed. */
async function takeOne(page: Page, spoken: string, name: string): Promise<void> {
  await page.evaluate(`speak(${JSON.stringify(spoken)})`)
  await page.waitForTimeout(100)
  await page.screenshot({ path: join(folder, spoken === 'en' ? name : `${spoken.split('-')[0]}-${name}`) })
}

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}
