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

/** Runs in the page. */
const middleOf = (selector: string): string =>
  `(({ top, height }) => top + height / 2)(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`
const middle = (page: Page, selector: string) => page.evaluate<number>(middleOf(selector))

test('the button that copies the folder of the results stands in one line with it', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?state=paused#/runs/harbour`)
  const { page } = screens
  await page.getByRole('button', { name: 'Copy the path of this folder' }).waitFor()
  const [button, words] = [await middle(page, '.res-at .ib'), await middle(page, '.res-at .cut')]
  assert.ok(Math.abs(button - words) < 1, `${button - words} pixels below`)
})

/** Runs in the page: what is wider than its cell, and so lies under what is beside it. */
const spilling = `[...document.querySelectorAll('.rn .md, .rn .md > *, .tr .sp, .race')]
  .filter((one) => getComputedStyle(one).overflowX === 'visible' && one.scrollWidth > one.clientWidth + 1)
  .map(({ textContent }) => textContent)`

for (const name of ['runs-interrupted', 'upload'])
  test(`where there is little room nothing lies under what is beside it: ${name}`, async () => {
    const scene = scenes.find((each) => each.name === name)
    assert.ok(scene)
    await using screens = await openScreens(browser, pictures.address)
    const { page } = screens
    page.on('dialog', (dialog) => void dialog.accept())
    for (const width of [640, 700, 1024]) {
      await page.goto('about:blank')
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${pictures.address}${scene.at}`)
      await page.locator('h1').first().waitFor()
      await scene.act?.(page, 'narrow')
      await page.locator('.rn, .tr').first().waitFor()
      assert.deepEqual(await page.evaluate<string[]>(spilling), [], `${width} pixels`)
    }
  })

/** Runs in the page: the numbers of a list of which a part is cut off. */
const halfNumbers = `[...document.querySelectorAll('.tr .sp > .tag')]
  .filter((one) => one.offsetWidth > 0 && one.scrollWidth > one.clientWidth)
  .map(({ textContent }) => textContent)`

for (const at of ['#/runs/scans', '#/runs/drop'])
  test(`where there is no room for how many files there are, no part of the number is shown: ${at}`, async () => {
    await using screens = await openScreens(browser, `${pictures.address}${at}`)
    const { page } = screens
    for (const width of [700, 820, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      await page.locator('.tr .st-done').first().waitFor()
      assert.deepEqual(await page.evaluate<string[]>(halfNumbers), [], `${width} pixels`)
    }
  })

/** Runs in the page: where the number of files of each run stands. */
const filesAt = `[...document.querySelectorAll('.hr > .r:nth-child(4)')].map((one) => Math.round(one.getBoundingClientRect().left))`

test('beside the details of a run the figures of all runs stand below one another, however wide they are', async () => {
  await using screens = await openScreens(browser, pictures.address)
  const { page } = screens
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto(`${pictures.address}#/history/done`)
  await page.getByRole('heading', { name: 'Where the time went' }).waitFor()
  assert.equal(new Set(await page.evaluate<number[]>(filesAt)).size, 1)
})

test('a run that was interrupted says how long it was worked on', async () => {
  await using screens = await openScreens(browser, `${pictures.address}?state=paused&interrupted#/runs/harbour`)
  const elapsed = screens.page.locator('.stat', { has: screens.page.getByText('Elapsed', { exact: true }) })
  await elapsed.getByText('2 min 59 s', { exact: true }).waitFor()
})

/** Runs in the page: whether the title of the screen is cut off. */
const titleCut =
  '[...document.querySelectorAll(".bar h1, .bar h1 input")].some((one) => one.scrollWidth > one.clientWidth + 1)'

test('what a screen is called is the last to be cut off, with larger text too', async () => {
  await using screens = await openScreens(browser, pictures.address)
  const { page } = screens
  await page.setViewportSize({ width: 1024, height: 700 })
  for (const at of ['#/recipes', '#/recipes/shrink', '#/runs/harbour']) {
    await page.goto(`${pictures.address}${at}`)
    await page.locator('.bar :is(.sub, .tag)').first().waitFor()
    if (at === '#/recipes') await page.evaluate('document.documentElement.style.fontSize = "140%"')
    assert.equal(await page.evaluate(titleCut), false, at)
    await page.evaluate('document.documentElement.style.fontSize = ""')
  }
})

/** Runs in the page: what stands out of the frame it lies in. */
const outOfFrame = `[...document.querySelectorAll('.set-c .list *')]
  .filter((one) => one.offsetWidth > 0 && one.getBoundingClientRect().right > one.closest('.list').getBoundingClientRect().right + 1)
  .map(({ textContent }) => textContent)`

test('on a small phone no setting stands out of its frame', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/settings`)
  const { page } = screens
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('slider').first().waitFor({ state: 'attached' })
  assert.deepEqual(await page.evaluate<string[]>(outOfFrame), [])
})

test('on a small phone what a condition asks for can be read, typed and taken away', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/new-recipe`)
  const { page } = screens
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('button', { name: /^Add a step/ }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('only when')
  await page.keyboard.press('Enter')
  const wanted = await page.getByLabel('Size is').boundingBox()
  assert.ok(wanted && wanted.width > 80, `${wanted?.width} pixels`)
  const remove = await page.getByRole('button', { name: 'Remove the condition on Size' }).boundingBox()
  const frame = await page.locator('.step.sel').boundingBox()
  assert.ok(remove && frame && remove.x + remove.width < frame.x + frame.width)
  const adding = page.getByRole('button', { name: 'Add a step under this condition' })
  const place = await adding.boundingBox()
  assert.ok(place && place.x + (await adding.evaluate((button) => button.scrollWidth)) <= 360)
})

/** Runs in the page: how far the lines of a menu stand out of it. */
const outOfMenu =
  '(([menu]) => menu.querySelector(".menu-l").getBoundingClientRect().bottom - menu.getBoundingClientRect().bottom)(document.querySelectorAll(".menu"))'

test('in a low window a menu that is longer than its room is scrolled in it', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/new-recipe`)
  const { page } = screens
  await page.setViewportSize({ width: 640, height: 240 })
  await page.getByRole('button', { name: 'Insert a token into Name' }).press('Enter')
  await page.getByRole('menu').waitFor()
  const out = await page.evaluate<number>(outOfMenu)
  assert.ok(out <= 0, `${out} pixels below`)
})

/** Runs in the page: the colours of two icon buttons, of which the first cannot be pressed. */
const iconColours =
  '[...document.querySelectorAll(".bar .ib")].filter((one) => one.tagName === "BUTTON").map((one) => [one.disabled, getComputedStyle(one).color])'

test('an icon that cannot be pressed looks so', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/new-recipe`)
  const { page } = screens
  await page.getByRole('button', { name: 'Undo change' }).waitFor()
  const colours = new Map(await page.evaluate<[boolean, string][]>(iconColours))
  assert.notEqual(colours.get(true), colours.get(false))
})

test('the field that searches files gets narrower before anything beside it goes into a second line', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/harbour`)
  const { page } = screens
  await page.locator('.tools').waitFor()
  const height = async (width: number) => {
    await page.setViewportSize({ width, height: 800 })
    return (await page.locator('.tools').boundingBox())?.height
  }
  assert.equal(await height(1220), await height(1600))
})

test('the bar of a run that was undone shows nothing as done, there as in the history', async () => {
  await using screens = await openScreens(browser, pictures.address)
  const { page } = screens
  for (const at of ['#/history/regatta', '#/runs/regatta']) {
    await page.goto(`${pictures.address}${at}`)
    await page.locator('.pbar .skip').first().waitFor()
    const parts = await page.locator('.pbar').first().innerHTML()
    assert.doesNotMatch(parts, /class="" style="--w: [1-9]/, at)
  }
})

/** Runs in the page: where the names of files begin. */
const namesAt =
  '[...new Set([...document.querySelectorAll(".area .nm-t")].map((one) => Math.round(one.getBoundingClientRect().left)))]'

test('a name stays where it is when there is something to open below it', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/drop`)
  const { page } = screens
  await page.locator('.opn').first().waitFor()
  assert.ok((await page.locator('.area > .tr').count()) > (await page.locator('.opn').count()))
  assert.equal((await page.evaluate<number[]>(namesAt)).length, 1)
})

/** Runs in the page: how far the ring of what has the focus stands out of it, in pixels. */
const ringOut =
  '((style) => parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth))(getComputedStyle(document.activeElement))'

test('a folder without anything shows that it has the focus, within its dialog', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/`)
  const { page } = screens
  await page.getByRole('button', { name: /^Choose on/ }).press('Enter')
  await page.getByRole('row', { name: /^photos/ }).press('Enter')
  await page.getByRole('row', { name: /^Regatta/ }).press('Enter')
  await page.locator('.pl-in:focus-visible').waitFor()
  assert.equal(await page.evaluate<number>(ringOut), 0)
})

test('beside the details a name has as much room as the word for its state', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/harbour`)
  const { page } = screens
  await page.locator('.tr .nm').first().waitFor()
  await page.locator('.insp').waitFor()
  const widths = `['.nm', '.sp'].map((part) => document.querySelector('.tr:not(.hd) > ' + part).getBoundingClientRect().width)`
  const [name = 0, state = 0] = await page.evaluate<number[]>(widths)
  assert.ok(name >= state && state > 150, `${name} and ${state} pixels`)
})

test('in a window drawn twice as large the last gate does not touch what is beside it', async () => {
  await using screens = await openScreens(browser, pictures.address)
  const { page } = screens
  for (const width of [600, 640, 820]) {
    await page.setViewportSize({ width, height: 640 })
    await page.goto(`${pictures.address}#/runs/harbour`)
    const [gate, beside] = await Promise.all([
      page.locator('.race .ch').last().boundingBox(),
      page.locator('.stats > .stat').nth(2).boundingBox(),
    ])
    assert.ok(gate && beside && gate.x + gate.width <= beside.x - 8, JSON.stringify({ width, gate, beside }))
  }
})

test('a run that rests is told no speed in the unit of the one it had', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/clips`)
  const speed = screens.page.locator('.stat', { has: screens.page.getByText('Speed', { exact: true }) })
  await speed.getByText('was 42.0 files/min', { exact: true }).waitFor()
  await speed.getByText('0 files/min', { exact: true }).waitFor()
})

test('the list of files shows that it has the focus before any file has', async () => {
  await using screens = await openScreens(browser, `${pictures.address}#/runs/clips`)
  const { page } = screens
  await page.locator('.tr .nm').first().waitFor()
  const list = page.locator('.tbl:focus-visible')
  for (let nth = 0; nth < 60 && (await list.count()) === 0; nth++) await page.keyboard.press('Tab')
  await list.waitFor()
  assert.deepEqual(await page.evaluate('look.unseenFocus()'), [])
  await page.keyboard.press('ArrowDown')
  await page.locator('.tr.focus').waitFor()
  assert.equal(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none')
})
