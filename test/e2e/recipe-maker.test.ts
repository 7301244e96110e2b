import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { packageRoot } from '../../main/package-root.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const actionsMost = 24

/** A person's hands: every click, key and typed word is counted. */
function hands(page: Page) {
  let actions = 0
  const named = (role: 'button' | 'option', name: string | RegExp) => page.getByRole(role, { name })
  return {
    get actions() {
      return actions
    },
    async press(name: string | RegExp) {
      actions++
      await named('button', name).click()
    },
    async choose(name: string | RegExp) {
      actions++
      await named('option', name).click()
    },
    async type(label: string, text: string) {
      actions++
      await page.getByLabel(label, { exact: true }).fill(text)
    },
    async key(key: string) {
      actions++
      await page.keyboard.press(key)
    },
    async word(text: string) {
      actions++
      await page.keyboard.type(text)
    },
  }
}

/** What the preview shows of the result; waits until it is another one than before. */
async function shownAfter(page: Page, earlier: string): Promise<string> {
  const seen = page.locator(`.insp img[data-preview]:not([data-preview="${earlier}"])`)
  await seen.waitFor()
  return (await seen.getAttribute('data-preview')) ?? ''
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** A new recipe with these steps, the last of which has the focus. */
async function beginRecipe(page: Page, steps: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page.getByRole('button', { name: 'New recipe' }).click()
  for (const step of steps) {
    await page.getByRole('button', { name: /^Add a step/ }).click()
    await page.keyboard.type(step)
    await page.keyboard.press('Enter')
    await page.locator('[data-step]:focus').getByText(step, { exact: false }).waitFor()
  }
}

test('a number is typed to its end where another step is open, though its first figure makes the recipe right', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, ['resize', 'convert'])
  const side = page.getByLabel('Longest side', { exact: true })
  await side.click()
  await page.keyboard.press('8')
  // Nothing is wrong with it any more.
  await page.locator('.step.bad').waitFor({ state: 'detached' })
  await page.keyboard.type('00')
  assert.equal(await side.inputValue(), '800')
})

test('a key that takes back takes back one thing: the step that was removed, and not what was done before', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, ['resize', 'convert'])
  await page.keyboard.press('Delete')
  await page.getByText('Removed “Convert”.').waitFor()
  assert.equal(await page.locator('[data-step]').count(), 1)
  await page.locator('[data-step]').press('Control+z')
  await page.getByText('Removed “Convert”.').waitFor({ state: 'detached' })
  assert.equal(await page.locator('[data-step]').count(), 2)
  await page.locator('[data-step]').first().press('Control+z')
  await page.locator('[data-step]').nth(1).waitFor({ state: 'detached' })
  assert.equal(await page.locator('[data-step]').count(), 1)
})

test('a newcomer makes “1600, WebP, by date” from nothing, sees each step, saves, exports, and the file runs on the command line', async (t) => {
  await using server = await millraceServer()
  await writeFile(join(server.photos, 'one.jpg'), await picture(5, 'jpeg', 2400))
  await using screens = await openScreens(browser, server.address)
  const { page, complaints } = screens
  await saveToResults(page)
  const hand = hands(page)
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page
    .getByRole('link', { name: 'New recipe' })
    .or(page.getByRole('button', { name: 'New recipe' }))
    .click()
  let seen = await shownAfter(page, '').catch(() => '')
  await hand.type('Name of the recipe', 'Photos for the site')
  await hand.press(/^Add a step/)
  await hand.word('resize')
  await hand.key('Enter')
  await page.locator('[data-step]:focus').getByText('Resize').waitFor()
  await hand.type('Longest side', '1600')
  seen = await shownAfter(page, seen)
  await page.locator('.insp').getByText('3000 × 2000 → 1600 × 1067').waitFor()
  await hand.press(/^Add a step/)
  await hand.word('convert')
  await hand.key('Enter')
  await hand.press(/Format$/)
  await hand.choose('WebP')
  seen = await shownAfter(page, seen)
  await page.locator('.insp').getByText('JPEG → WebP').waitFor()
  await hand.press('Date taken 2026-05-17')
  await page.locator('.becomes').getByText('2026-05-17.webp').waitFor()
  await hand.press(/^Save$/)
  await page.getByText('Saved “Photos for the site”.').waitFor()
  await page.locator('button:focus').getByText('Run').waitFor()
  await page.locator('.step.sel').waitFor()
  const download = page.waitForEvent('download')
  await hand.press('Export')
  const file = await download
  t.diagnostic(`${hand.actions + 2} actions`)
  assert.ok(hand.actions + 2 <= actionsMost, `${hand.actions + 2} actions`)
  assert.equal(file.suggestedFilename(), 'photos-for-the-site.millrace.yaml')
  const path = join(server.results, file.suggestedFilename())
  await file.saveAs(path)
  await runInScreens(page)
  const made = (await readdir(server.results, { recursive: true })).filter((name) => name.endsWith('.webp'))
  assert.equal(made.length, 1)
  const out = join(server.results, 'by-command')
  await runOnCommandLine({ recipe: path, from: server.photos, out })
  const [other = ''] = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.webp'))
  assert.equal(await sha256(join(out, other)), await sha256(join(server.results, made[0] ?? '')))
  assert.deepEqual(complaints, [])
})

test('a recipe without a name is asked for one, and what was typed wrong into a number stays to be corrected', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  await page.evaluate("location.hash = '#/recipes/web-ready-images'")
  const name = page.getByLabel('Name of the recipe')
  await name.fill('')
  await page.getByRole('button', { name: 'Save a copy' }).click()
  await page.getByRole('alert').getByText('Give the recipe a name.').waitFor()
  await page.keyboard.type('Mine')
  assert.equal(await name.inputValue(), 'Mine')
  assert.equal(await page.getByText('Give the recipe a name.').count(), 0)
  await page.getByRole('button', { name: /^Resize/ }).click()
  const side = page.getByLabel('Longest side', { exact: true })
  await side.fill('abc')
  await page.keyboard.press('Tab')
  await page
    .getByText(/found the text/)
    .first()
    .waitFor()
  assert.equal(await side.inputValue(), 'abc')
})

test('while a recipe has a problem the preview waits for nothing, and tells nothing of a text before as if it were of this one', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, [])
  await page.locator('.insp').getByText('samples/harbour.jpg').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('resize')
  await page.keyboard.press('Enter')
  await page.locator('.pv-bad').waitFor()
  await page.locator('.insp .is-busy:not([aria-busy="true"])').getByText('samples/harbour.jpg').waitFor()
  await page.reload()
  await page.locator('.pv-bad').waitFor()
  await page.getByText('Looking at the sample').waitFor({ state: 'detached' })
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click()
  const text = page.getByLabel('Text', { exact: true }).and(page.locator('textarea'))
  await text.fill("millrace: 1\nname: Look\nsteps:\n  - when: { entries: '>1' }\n    do:\n      - image.blur:\n")
  const refusal = page.locator('.insp').getByRole('alert').filter({ hasText: 'harbour.jpg' })
  await refusal.waitFor()
  await text.fill('millrace: 1\nname: [')
  await page.locator('.pv-bad').waitFor()
  await refusal.waitFor({ state: 'detached' })
})

test('by keys a step goes out of a condition and into it again, and what it lacks is called as in its form', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, ['resize'])
  const lacks = 'Give either “Longest side”, or “Percent”, or “Width” and “Height”, or one of them.'
  await page.locator('.step.bad').getByText(lacks).waitFor()
  await page.locator('.pv-bad').getByText(lacks).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('only when')
  await page.keyboard.press('Enter')
  await page.locator('[data-step]:focus').getByText('Only when').waitFor()
  const place = () => page.locator('[data-step]:focus').getAttribute('data-step')
  const resize = page.locator('[data-step]').getByText('Resize', { exact: true })
  await resize.click()
  for (const [key, at] of [
    ['Alt+ArrowDown', 'steps[0].do[0]'],
    ['Alt+ArrowDown', 'steps[1]'],
    ['Alt+ArrowUp', 'steps[0].do[0]'],
    ['Alt+ArrowUp', 'steps[0]'],
  ] as const) {
    await page.keyboard.press(key)
    await page.locator(`[data-step="${at}"]:focus`).getByText('Resize', { exact: true }).waitFor()
    assert.equal(await place(), at)
  }
})

test('each way to add a step says where the step goes', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, ['only when'])
  await page.locator('.step.bad').getByText('Nothing is done when this holds. Add a step.').waitFor()
  await page.locator('.pv-bad').getByText('Nothing is done when this holds. Add a step.').waitFor()
  await page.getByRole('button', { name: 'Add another output' }).click()
  await page.getByRole('button', { name: 'Add a step for output 2', exact: true }).waitFor()
  assert.deepEqual(await page.getByRole('button', { name: /^Add a step/ }).allInnerTexts(), [
    'Add a step under this condition',
    'Add a step\n/',
    'Add a step for output 1',
    'Add a step for output 2',
  ])
})

test('however much is wrong with a recipe, on a small phone its text can still be read and mended', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await beginRecipe(page, [])
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click()
  const wrong = Array.from({ length: 12 }, (_, nth) => `  - image.nope${nth}:\n`).join('')
  await page.locator('textarea').fill(`millrace: 1\nname: Wrong\nsteps:\n${wrong}`)
  await page.locator('.txt-p li').nth(11).waitFor()
  const problems = await page.locator('.txt-p').boundingBox()
  assert.ok(problems && problems.height < 300, `${problems?.height} pixels`)
})

/** Runs in the page, whose types a test does not know. */
const wider =
  '[...document.querySelectorAll("html, .body, .toast, .rc, .menu")].filter((one) => one.scrollWidth > one.clientWidth || one.clientWidth > innerWidth).map((one) => one.className)'

test('a long name of a recipe makes no card, menu or toast wider than its place', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  await page.evaluate("location.hash = '#/recipes/web-ready-images'")
  await page.getByLabel('Name of the recipe').fill('W'.repeat(200))
  await page.getByRole('button', { name: 'Save a copy' }).click()
  await page.getByText(/^Saved “WWW/).waitFor()
  await page.evaluate("location.hash = '#/'")
  await page.getByRole('radio', { name: /^WWW/ }).waitFor({ state: 'attached' })
  assert.deepEqual(await page.evaluate(wider), [])
  await page
    .getByRole('button', { name: /^Recipe / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: /^WWW/ }).waitFor()
  assert.deepEqual(await page.evaluate(wider), [])
})

async function runInScreens(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run…' }).click()
  await page.getByRole('button', { name: 'Choose on the server' }).click()
  await page.getByRole('row', { name: /^photos/ }).click()
  await page.getByRole('button', { name: 'Choose “photos”' }).click()
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
}

async function runOnCommandLine({ recipe, from, out }: { recipe: string; from: string; out: string }): Promise<void> {
  const launcher = join(packageRoot, 'bin/millrace.js')
  const words = [launcher, 'run', '--recipe', recipe, '--out', out, from]
  await promisify(execFile)(process.execPath, words, {
    env: { ...process.env, MILLRACE_HOME: join(out, '../state-of-cli') },
  })
}
