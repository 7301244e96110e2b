import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { en } from '../../../renderer/texts/en.ts'
import { zh } from '../../../renderer/texts/zh.ts'
import { type Scene, scenes } from '../../../scripts/pictures/scenes.ts'
import { flattened } from '../../texts/catalogue.ts'

/** What was found wrong with the screens, each with the name of its scene. */
export interface Found {
  axe: string[]
  tooSmall: string[]
  moving: string[]
  /** With texts that are 40 % longer. */
  cramped: string[]
  inEnglish: string[]
  unseenFocus: string[]
  unseenInSystemColours: string[]
  crampedNarrow: string[]
  /** With the text twice as large. */
  cutTwiceAsLarge: string[]
  cutOnAPhone: string[]
}

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 820, height: 640 } }
const plainMedia = { colorScheme: 'light', forcedColors: 'none' } as const
/** As many points as a wide window has when everything is drawn twice as large. */
const halved = { width: sizes.wide.width / 2, height: sizes.wide.height / 2 }
const phone = { width: 390, height: 844 }

/** Screens as they open. */
const isStill = ({ act, at }: Scene): boolean => act === undefined && !at.startsWith('?')
/** Screens that are built in another way where there is little room. */
const differsNarrow = ({ name }: Scene): boolean => name.startsWith('run-')

/** Of axe's rules those about colours, the only ones that can tell one theme from another. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Opens every screen once, and looks at it in all ways while it is there, wide and narrow: opening is what takes long. Only those that are built in another
 * way where there is little room are opened there again.
 */
export async function lookAtEveryScreen(browser: Browser, address: string): Promise<Found> {
  const found: Found = {
    axe: [],
    tooSmall: [],
    moving: [],
    cramped: [],
    inEnglish: [],
    unseenFocus: [],
    unseenInSystemColours: [],
    crampedNarrow: [],
    cutTwiceAsLarge: [],
    cutOnAPhone: [],
  }
  await using context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' })
  const page = await context.newPage()
  // A page that sends files asks before it is left.
  page.on('dialog', (dialog) => void dialog.accept())
  for (const scene of scenes) {
    const looked = new Looked(scene, page)
    await looked.open(address, 'wide')
    await lookWide(looked, found)
    if (isStill(scene) && !differsNarrow(scene)) await lookNarrow(looked, found)
  }
  for (const scene of scenes.filter(differsNarrow)) {
    const looked = new Looked(scene, page)
    await looked.open(address, 'narrow')
    found.axe.push(...(await looked.withAxe()))
    if (isStill(scene)) await lookNarrow(looked, found)
  }
  return found
}

async function lookWide(looked: Looked, found: Found): Promise<void> {
  const { page, scene } = looked
  found.tooSmall.push(...(await looked.at('tooSmall')))
  found.moving.push(...(await looked.at('moving')))
  await looked.speak('en-XA')
  found.cramped.push(...(await looked.at('clipped')), ...(await looked.at('overlapping')))
  await looked.speak('zh-Hans')
  found.inEnglish.push(...(await looked.at('texts', isEnglish)))
  await looked.speak('en')
  found.axe.push(...(await looked.withAxe()))
  await page.emulateMedia({ colorScheme: 'dark' })
  found.axe.push(...(await looked.withAxeAgain(colourRules)))
  if (isStill(scene)) {
    found.unseenFocus.push(...(await looked.alongTheKeys('Tab')))
    await page.emulateMedia({ forcedColors: 'active' })
    found.unseenInSystemColours.push(...(await looked.alongTheKeys('Shift+Tab')))
  }
}

async function lookNarrow(looked: Looked, found: Found): Promise<void> {
  const { page } = looked
  await page.emulateMedia(plainMedia)
  await page.setViewportSize(sizes.narrow)
  await looked.speak('en-XA')
  found.crampedNarrow.push(...(await looked.at('clipped')), ...(await looked.at('overlapping')))
  await looked.speak('en')
  await page.setViewportSize(halved)
  found.cutTwiceAsLarge.push(...(await looked.at('clipped')))
  await page.setViewportSize(phone)
  found.cutOnAPhone.push(...(await looked.at('clipped')), ...(await looked.at('tooSmall')))
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** The axe that comes with its builder, which takes twice as long for a page without frames. */
const axeFile = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')
const axe = readFileSync(axeFile, 'utf8')

/** One screen while it is looked at. */
class Looked {
  readonly scene: Scene
  readonly page: Page

  constructor(scene: Scene, page: Page) {
    this.scene = scene
    this.page = page
  }

  /** In the one page, as if it had just been opened: with nothing of the screen before, nor the pointer where that was pressed. */
  async open(address: string, size: keyof typeof sizes): Promise<void> {
    const { page, scene } = this
    await page.goto('about:blank')
    await page.mouse.move(0, 0)
    await page.emulateMedia(plainMedia)
    await page.setViewportSize(sizes[size])
    await page.goto(`${address}${scene.at}`)
    // A page that is fetched on its own comes a moment after its frame.
    await page.locator('h1').first().waitFor({ state: 'attached' })
    await scene.act?.(page, size)
  }

  /** Until it has been drawn twice: what is laid out by its own size is so only after the first time. */
  async speak(language: string): Promise<void> {
    await this.page.evaluate(`speak('${language}')`)
    await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  }

  /** What `renderer/testing/look.ts` finds. */
  async at(what: string, wrong: (line: string) => boolean = () => true): Promise<string[]> {
    const lines = await this.page.evaluate<string[]>(`look.${what}()`)
    return lines.filter(wrong).map((line) => `${this.scene.name}: ${line}`)
  }

  /** All rules but those that are only asked for. There are no frames, so one run in the page tells all. */
  async withAxe(): Promise<string[]> {
    await this.page.evaluate(`${axe};0`)
    return this.#withAxe({})
  }

  /** The named rules, with the axe that is in the page already. */
  withAxeAgain(rules: string[]): Promise<string[]> {
    return this.#withAxe({ runOnly: { type: 'rule', values: rules } })
  }

  async #withAxe(which: object): Promise<string[]> {
    const options = JSON.stringify({ resultTypes: ['violations'], ...which })
    const run = `axe.run(document, ${options}).then(({ violations }) => violations)`
    return this.#told(await this.page.evaluate<Violations>(run))
  }

  #told(violations: Violations): string[] {
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${this.scene.name}: ${id}: ${target.join(' ')}: ${failureSummary}`),
    )
  }

  /** Wherever the focus goes. */
  async alongTheKeys(key: string): Promise<string[]> {
    const wrong = new Set<string>()
    const presses = 20
    for (let nth = 0; nth < presses; nth++) {
      await this.page.keyboard.press(key)
      for (const line of await this.at('unseenFocus')) wrong.add(line)
    }
    return [...wrong]
  }
}

const english = englishOnly()
const isEnglish = (text: string): boolean => english.has(text)

/** English texts that another language says otherwise; data that looks like one is not among them. */
function englishOnly(): Set<string> {
  const chinese = flattened(zh)
  const differing = [...flattened(en)].filter(([key, text]) => {
    const other = chinese.get(key) ?? chinese.get(key.replace(/_one$/, '_other'))
    return other !== undefined && other !== text && !text.includes('{{') && /[a-z]{3}/.test(text)
  })
  return new Set(differing.map(([, text]) => text))
}
