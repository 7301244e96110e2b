import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { scenes } from '../../scripts/pictures/scenes.ts'
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

async function openNarrow(at: string, widthPx = 360) {
  const screens = await openScreens(browser, pictures.address)
  await screens.page.setViewportSize({ width: widthPx, height: 720 })
  await screens.page.evaluate(`location.hash = ${JSON.stringify(at)}`)
  return screens
}

/** Runs in the page: the width of each in points. */
const widths = (page: Page, selector: string): Promise<number[]> =>
  page.evaluate(
    `Array.from(document.querySelectorAll(${JSON.stringify(selector)}), (one) => one.getBoundingClientRect().width)`,
  )

/** Runs in the page: how many lines each has. */
const lines = (page: Page, selector: string): Promise<number[]> =>
  page.evaluate(`Array.from(document.querySelectorAll(${JSON.stringify(selector)}), (one) => {
    const range = document.createRange()
    range.selectNodeContents(one)
    return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size
  })`)

test('on the smallest phone the heading of a list stands in one line, and what is said of it below', async () => {
  for (const [at, heading] of [
    ['/recipes', 'Built in'],
    ['/workings', 'The way of a file'],
  ] as const) {
    await using screens = await openNarrow(at)
    await screens.page.getByRole('heading', { name: heading }).waitFor()
    assert.deepEqual(new Set(await lines(screens.page, '.sh > h2')), new Set([1]), heading)
  }
})

test('there a step is called by its whole name, and what it does is told below', async () => {
  await using screens = await openNarrow('/recipes/shrink')
  const { page } = screens
  await page.getByRole('switch').first().waitFor()
  assert.ok(Math.min(...(await widths(page, '.step-b > .sum'))) > 80)
  assert.deepEqual(new Set(await lines(page, '.step-b > b')), new Set([1]))
})

test('there a file that failed has as much room for its name as one that is done, and says below it that it failed', async () => {
  await using screens = await openNarrow('/runs/harbour')
  const { page } = screens
  await page.getByRole('button', { name: /^Failed/ }).click()
  const row = page.locator('.tr:not(.hd)', { hasText: 'Failed' }).first()
  await row.waitFor()
  assert.ok(Math.min(...(await widths(page, '.tr:not(.hd) > .nm'))) > 100)
  const [name, state] = await Promise.all([row.locator('.nm b').boundingBox(), row.locator('.sp .cut').boundingBox()])
  const head = await page.locator('.tr.hd').getByText('Name').boundingBox()
  assert.ok(name && head && Math.abs(head.x - name.x) < 2, 'the heading stands above the names')
  assert.ok(name && state && state.y >= name.y + name.height - 3 && state.width > 20, JSON.stringify({ name, state }))
})

test('there a failure is explained over the whole width', async () => {
  await using screens = await openNarrow('/runs/harbour')
  const { page } = screens
  await page.getByRole('button', { name: /^Failed/ }).click()
  await page.locator('.tr:not(.hd)', { hasText: 'Failed' }).first().click()
  await page.keyboard.press('ArrowRight')
  await page.locator('.fail dd').first().waitFor({ state: 'attached' })
  assert.ok(Math.min(...(await widths(page, '.fail dd'))) > 190)
})

test('there a watched folder has the whole width for its name and its state', async () => {
  await using screens = await openNarrow('/watch')
  await screens.page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .waitFor()
  assert.ok(Math.min(...(await widths(screens.page, '.wrow > .a, .wrow > .stt'))) > 190)
})

test('there the path of a watched folder is read to its end', async () => {
  await using screens = await openNarrow('/watch', 320)
  const { page } = screens
  await page.locator('.wrow .a').first().waitFor()
  const cut = `[...document.querySelectorAll('.wrow .a > .t3')].filter((one) => one.scrollWidth > one.clientWidth)
    .map(({ textContent }) => textContent)`
  assert.deepEqual(await page.evaluate(cut), [])
})

test('there how many levels of a watched folder are meant is asked beside the field for it', async () => {
  await using screens = await openNarrow('/watch')
  const { page } = screens
  await page.getByRole('button', { name: 'Add folder' }).click()
  const form = page.getByRole('dialog', { name: 'New watch folder' })
  const label = form.getByText('Included, levels down', { exact: true })
  await label.waitFor()
  const [asked, field] = await Promise.all([label.boundingBox(), form.locator('.field.nf').first().boundingBox()])
  assert.ok(asked && field && asked.x + asked.width <= field.x, JSON.stringify({ asked, field }))
  assert.ok(asked.y < field.y + field.height && field.y < asked.y + asked.height, JSON.stringify({ asked, field }))
})

test('there a file that waits in a watched folder is called by its name, and why it waits is told below', async () => {
  await using screens = await openNarrow('/watch')
  const { page } = screens
  await page.getByRole('button', { name: 'Settling 4 files' }).click()
  await page.getByRole('dialog').getByText('Scan 31.pdf').waitFor({ state: 'attached' })
  assert.ok(Math.min(...(await widths(page, '.wa-f'))) > 190)
})

test('what is told of watched folders stands below each other, whatever their buttons say', async () => {
  await using screens = await openNarrow('/watch', 1280)
  const { page } = screens
  await page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .waitFor()
  const left = `[...document.querySelectorAll('.wrow > .stt')].map((one) => one.getBoundingClientRect().left)`
  assert.equal(new Set(await page.evaluate<number[]>(left)).size, 1)
})

test('in a window drawn twice as large the step of a file under way is read to the end', async () => {
  await using screens = await openNarrow('/runs/harbour', 640)
  const { page } = screens
  await page.locator('.tr .st-run').first().waitFor()
  const rooms = await widths(page, '.tr:has(.st-run) .sp')
  const used = await widths(page, '.tr:has(.st-run) .sp .track')
  assert.ok(Math.min(...rooms) - Math.max(...used) > 90, JSON.stringify({ rooms, used }))
})

/** Runs in the page: how far down the middle of the lowest is below that of the highest. */
const spread = (selector: string): string =>
  `((middles) => Math.max(...middles) - Math.min(...middles))(
    [...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.getBoundingClientRect())
      .filter(({ width }) => width > 0).map(({ top, height }) => top + height / 2))`

for (const language of ['en', 'zh-Hans'])
  test(`there half of the window is left to the files of a run, and its buttons stand in one line: ${language}`, async () => {
    for (const at of ['/runs/harbour', '/runs/done']) {
      await using screens = await openNarrow(at)
      const { page } = screens
      await page.locator('.tools').waitFor()
      await page.evaluate(`speak(${JSON.stringify(language)})`)
      await page.locator(`html[lang="${language}"] .tools`).waitFor()
      const list = await page.locator('.tbl, .fgs').boundingBox()
      assert.ok(list && list.y <= 360, `${at}: the files begin at ${list?.y}`)
      assert.ok((await page.evaluate<number>(spread('.bar button'))) < 2, at)
      assert.ok((await page.evaluate<number>(spread('.tools button'))) < 2, at)
      const more = await page.locator('.bar button').last().boundingBox()
      assert.ok(more && more.x + more.width <= 360, `${at}: ${JSON.stringify(more)}`)
    }
  })

test('there the filter that was chosen is in view, and so is the way to search', async () => {
  await using screens = await openNarrow('/runs/harbour/skipped')
  const { page } = screens
  const chosen = page.locator('.chip[aria-pressed="true"]', { hasText: 'Skipped' })
  await chosen.waitFor()
  const [chip, search] = await Promise.all([
    chosen.boundingBox(),
    page.getByRole('button', { name: 'Search files' }).boundingBox(),
  ])
  assert.ok(chip && search && chip.x >= 60 && chip.x + chip.width <= search.x, JSON.stringify({ chip, search }))
  assert.ok(search.x + search.width <= 360)
})

test('there a filter that is come to by keys does not lie below the way to search', async () => {
  await using screens = await openNarrow('/runs/harbour')
  const { page } = screens
  await page.locator('.tr .nm').first().waitFor()
  await page.getByRole('button', { name: /^All 12,480/ }).focus()
  const search = await page.getByRole('button', { name: 'Search files' }).boundingBox()
  for (const name of ['Running', 'Waiting', 'Done', 'Failed', 'Skipped', 'Cancelled']) {
    await page.keyboard.press('Tab')
    const chip = page.locator('.chip:focus', { hasText: name })
    await chip.waitFor()
    const box = await chip.boundingBox()
    assert.ok(box && search && box.x >= 60 && box.x + box.width <= search.x, JSON.stringify({ name, box, search }))
  }
})

test('there what cannot be undone is still called by its name', async () => {
  await using screens = await openNarrow('/runs/harbour')
  await screens.page.getByRole('button', { name: 'Cancel…', exact: true }).click()
  await screens.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Cancel 4,742/ })
    .waitFor()
})

test('there each way to a key is explained over the whole width', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?scene=sign-in`)
  const { page } = screens
  await page.setViewportSize({ width: 360, height: 720 })
  await page.getByText('millrace serve', { exact: true }).waitFor()
  assert.ok(Math.min(...(await widths(page, '.hw li > .grow'))) > 220)
})

test('there recipes are called by their whole names', async () => {
  await using screens = await openNarrow('/recipes')
  const { page } = screens
  await page.getByRole('heading', { name: 'Built in' }).waitFor()
  const cut = `[...document.querySelectorAll('.rr .a > .cut')]
    .filter((one) => one.scrollWidth > one.clientWidth).map(({ textContent }) => textContent)`
  assert.deepEqual(await page.evaluate(cut), [])
})

test('there how far runs are stays within their frame, in Chinese too', async () => {
  await using screens = await openNarrow('/runs')
  const { page } = screens
  await page.locator('.rn').first().waitFor()
  await page.evaluate(`speak('zh-Hans')`)
  await page.locator('.rn').getByText('剩余约', { exact: false }).first().waitFor()
  const out = `[...document.querySelectorAll('.rn *')]
    .filter((one) => one.getBoundingClientRect().right > one.closest('.list').getBoundingClientRect().right)
    .map(({ textContent }) => textContent)`
  assert.deepEqual(await page.evaluate(out), [])
})

test('there no kind of recipe lies beyond the edge', async () => {
  await using screens = await openNarrow('/')
  const { page } = screens
  for (const language of ['en', 'zh-Hans']) {
    await page.evaluate(`speak(${JSON.stringify(language)})`)
    await page.locator(`html[lang="${language}"] .wrap > .seg`).waitFor()
    const box = await page.locator('.wrap > .seg').boundingBox()
    assert.ok(box && box.x + box.width <= 346, JSON.stringify(box))
  }
})

test('there what a file was split into is called by its whole name', async () => {
  await using screens = await openNarrow('/runs/drop')
  const { page } = screens
  await page.locator('.opn').first().click()
  await page.locator('.parts li').first().waitFor()
  const cut = `[...document.querySelectorAll('.parts .cut')].filter((one) => one.scrollWidth > one.clientWidth)
    .map(({ textContent }) => textContent)`
  assert.deepEqual(await page.evaluate(cut), [])
})

test('there how many files a watched folder had is read in one line, in Chinese too', async () => {
  await using screens = await openNarrow('/watch')
  const { page } = screens
  await page.locator('.wrow .cnt').first().waitFor()
  assert.deepEqual(new Set(await lines(page, '.wrow .cnt > *')), new Set([1]))
  await page.evaluate(`speak('zh-Hans')`)
  await page.locator('.wrow .cnt').getByText('个文件').first().waitFor()
  assert.deepEqual(new Set(await lines(page, '.wrow .cnt > *')), new Set([1]))
})

test('there all that a drop would do is in view, in Chinese too', async () => {
  await using screens = await openNarrow('/')
  const { page } = screens
  await page.locator('h2#recipes').waitFor()
  await scenes.find(({ name }) => name === 'home-drop')?.act?.(page, 'narrow')
  const over = page.locator('.dropover')
  await over.waitFor()
  for (const language of ['en', 'zh-Hans']) {
    await page.evaluate(`speak(${JSON.stringify(language)})`)
    await page.locator(`html[lang="${language}"] .dropover`).waitFor()
    const [title, last] = await Promise.all([over.locator('h2').boundingBox(), over.locator('kbd').boundingBox()])
    assert.ok(title && last && title.y >= 10 && last.y + last.height <= 710, JSON.stringify({ language, title, last }))
  }
})

test('there the bar of a recipe has two lines, with all that can be done with it, whatever it is called', async () => {
  for (const at of ['/recipes/shrink', '/new-recipe']) {
    await using screens = await openNarrow(at)
    const { page } = screens
    const bar = page.locator('.re-bar')
    await bar.getByRole('textbox').fill('A name that is far too long for the bar of a phone')
    await bar.getByRole('button', { name: /^Save/ }).waitFor()
    const names = ['Undo', 'Preview', 'More']
    for (const name of names) assert.ok(await bar.getByRole('button', { name }).isVisible(), name)
    assert.ok(((await bar.boundingBox())?.height ?? 999) < 90, at)
  }
})

test('there the way back closes what lies over the page, and leaves the page only after that', async () => {
  await using screens = await openNarrow('/recipes')
  const { page } = screens
  await page.getByRole('link', { name: /^Watch folders/ }).click()
  await page.getByRole('button', { name: 'Add folder' }).click()
  const form = page.getByRole('dialog', { name: 'New watch folder' })
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Scans')
  await page.evaluate('history.back()')
  await form.waitFor({ state: 'detached' })
  assert.match(page.url(), /#\/watch/)
  await page.evaluate('history.back()')
  await page.getByRole('heading', { name: 'Recipes', exact: true }).waitFor()
})
