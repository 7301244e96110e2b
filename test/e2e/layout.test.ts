import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { en } from '../../renderer/texts/en.ts'
import { zh } from '../../renderer/texts/zh.ts'
import { type Scene, scenes } from '../../scripts/pictures/scenes.ts'
import { type ServedPictures, servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { flattened } from '../texts/catalogue.ts'
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

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 820, height: 640 } } as const

async function opened(context: BrowserContext, { at, act }: Scene, size: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${pictures.address}${at}`)
  await page.locator('#root > * *').first().waitFor()
  await act?.(page, size)
  return page
}

/** What `renderer/testing/look.ts` finds, with the name of the scene before it. */
async function found(page: Page, name: string, what: string): Promise<string[]> {
  const wrong = await page.evaluate<string[]>(`look.${what}()`)
  return wrong.map((line) => `${name}: ${line}`)
}

/** English texts that another language says otherwise; data that looks like one is not among them. */
function englishOnly(): Set<string> {
  const chinese = flattened(zh)
  const differing = [...flattened(en)].filter(([key, text]) => {
    const other = chinese.get(key) ?? chinese.get(key.replace(/_one$/, '_other'))
    return other !== undefined && other !== text && !text.includes('{{') && /[a-z]{3}/.test(text)
  })
  return new Set(differing.map(([, text]) => text))
}

test('every control is large enough to hit, nothing moves for those who asked for that, longer texts fit, and Chinese is Chinese', async () => {
  await using context = await browser.newContext({ viewport: sizes.wide, reducedMotion: 'reduce', locale: 'en-GB' })
  const english = englishOnly()
  const wrong: string[] = []
  for (const scene of scenes) {
    const page = await opened(context, scene, 'wide')
    wrong.push(...(await found(page, scene.name, 'tooSmall')), ...(await found(page, scene.name, 'moving')))
    await page.evaluate(`speak('en-XA')`)
    wrong.push(...(await found(page, scene.name, 'clipped')), ...(await found(page, scene.name, 'overlapping')))
    await page.evaluate(`speak('zh-Hans')`)
    const said = await page.evaluate<string[]>('look.texts()')
    wrong.push(...said.filter((text) => english.has(text)).map((text) => `${scene.name}: in English: ${text}`))
    await page.close()
  }
  assert.deepEqual(wrong, [])
})

/** Screens as they open; what is done on them is looked at in a wide window. */
const still = scenes.filter(({ act, at }) => act === undefined && !at.startsWith('?'))

test('texts that are 40 % longer fit a narrow window', async () => {
  await using context = await browser.newContext({ viewport: sizes.narrow, reducedMotion: 'reduce', locale: 'en-GB' })
  const wrong: string[] = []
  for (const scene of still) {
    const page = await opened(context, scene, 'narrow')
    await page.evaluate(`speak('en-XA')`)
    wrong.push(...(await found(page, scene.name, 'clipped')), ...(await found(page, scene.name, 'overlapping')))
    await page.close()
  }
  assert.deepEqual(wrong, [])
})

test('with the text twice as large everything is still there', async () => {
  const viewport = { width: sizes.wide.width / 2, height: sizes.wide.height / 2 }
  await using context = await browser.newContext({ viewport, deviceScaleFactor: 2, reducedMotion: 'reduce' })
  const wrong: string[] = []
  for (const scene of still) {
    const page = await opened(context, scene, 'narrow')
    wrong.push(...(await found(page, scene.name, 'clipped')))
    await page.close()
  }
  assert.deepEqual(wrong, [])
})

const tabs = 20

for (const forcedColors of ['none', 'active'] as const)
  test(`the focus is always seen, ${forcedColors === 'active' ? 'also in the colours of the system' : 'wherever it goes'}`, async () => {
    await using context = await browser.newContext({ viewport: sizes.wide, forcedColors, reducedMotion: 'reduce' })
    const wrong = new Set<string>()
    for (const scene of still) {
      const page = await opened(context, scene, 'wide')
      for (let nth = 0; nth < tabs; nth++) {
        await page.keyboard.press('Tab')
        for (const line of await found(page, scene.name, 'unseenFocus')) wrong.add(line)
      }
      await page.close()
    }
    assert.deepEqual([...wrong], [])
  })

test('a run is told to those who do not see it: in words, and not more often than they can be heard', async () => {
  await using context = await browser.newContext({ viewport: sizes.wide, locale: 'en-GB' })
  const page = await opened(context, { name: 'run', at: '#/runs/harbour' }, 'wide')
  const bar = page.getByRole('main').getByRole('progressbar')
  assert.match((await bar.getAttribute('aria-valuetext')) ?? '', /7,7\d\d of 12,480 files, 6\d%/)
  const status = page.getByRole('main').getByRole('status')
  assert.ok((await status.count()) >= 1)
  const grid = page.getByRole('grid')
  assert.equal(await grid.getAttribute('aria-rowcount'), '12480')
})
