import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Browser } from 'playwright-core'
import { type ServedPictures, servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { bannerActs } from './kit/banner-acts.ts'
import { type Found, lookAtEveryScreen } from './kit/every-screen.ts'
import { launchBrowser } from './kit/screens.ts'

let browser: Browser
let pictures: ServedPictures
let found: Promise<Found> | undefined
before(async () => {
  browser = await launchBrowser()
  pictures = await servePictures()
})
after(async () => {
  await browser.close()
  await pictures[Symbol.asyncDispose]()
})

function holds(whole: object, part: object): boolean {
  const given = new Map(Object.entries(whole))
  return Object.entries(part).every(([key, value]) => isDeepStrictEqual(given.get(key), value))
}

/** Longer than any step takes on a busy machine. */
const stepMs = 90_000

/** A page asks when it is drawn again. */
async function untilTrue(look: () => Promise<boolean>, what: string): Promise<void> {
  const endMs = performance.now() + stepMs
  while (!(await look())) assert.ok(performance.now() < endMs, `never came true: ${what}`)
}

const promises: [title: string, about: keyof Found][] = [
  ['axe finds nothing on any screen, light and dark, wide and narrow', 'axe'],
  ['every control is large enough to hit', 'tooSmall'],
  ['nothing moves for those who asked for that', 'moving'],
  ['texts that are 40 % longer fit', 'cramped'],
  ['texts that are 40 % longer fit a narrow window', 'crampedNarrow'],
  ['Chinese is Chinese', 'inEnglish'],
  ['with the text twice as large everything is still there', 'cutTwiceAsLarge'],
  ['on a phone everything is still there, and large enough to hit', 'cutOnAPhone'],
  ['the focus is always seen, wherever it goes', 'unseenFocus'],
  ['the focus is always seen in the colours of the system', 'unseenInSystemColours'],
]

/** All screens are opened by whichever test asks first, and the others wait for it. */
const allScreensMs = 15 * 60_000

for (const [title, about] of promises)
  test(title, { timeout: allScreensMs }, async () => {
    found ??= lookAtEveryScreen(browser, pictures.address)
    assert.deepEqual((await found)[about], [])
  })

test('what is offered where a run waits, or was put right, is what the engine is asked for', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page.setDefaultTimeout(stepMs)
  for (const {
    at,
    act,
    asks: [command, input],
  } of bannerActs) {
    await page.goto('about:blank')
    await page.goto(`${pictures.address}${at}`)
    await act(page)
    const isAsked = ([other, given]: [string, object]) => other === command && holds(given, input)
    await untilTrue(async () => (await page.evaluate<[string, object][]>('asked')).some(isAsked), `${at}: ${command}`)
  }
  await page.close()
})

test('a run is told to those who do not see it: in words, and not more often than they can be heard', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page.setDefaultTimeout(stepMs)
  await page.goto(`${pictures.address}#/runs/harbour`)
  const bar = page.getByRole('main').getByRole('progressbar')
  assert.match((await bar.getAttribute('aria-valuetext')) ?? '', /7,7\d\d of 12,480 files, 6\d%/)
  await page.getByRole('main').getByRole('status').first().waitFor({ state: 'attached' })
  // The head is a row too; how many there are is asked.
  await page.locator('[role="grid"][aria-rowcount="12481"]').waitFor()
})
