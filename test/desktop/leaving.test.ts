import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesBelow } from '../fixtures/names-below.ts'
import { person, startApp } from './kit/desktop-app.ts'
import { eventually } from './kit/eventually.ts'
import { addHeldRecipe, beginHeldRun, type HeldRun } from './kit/held-run.ts'
import { onReal, pressMenu, pressTray } from './kit/standin.ts'

const count = 24
/** As many as may be in hand, and still not all. */
const inHand = 16

test('quitting while files are under way asks first, ends in good order, and the run is gone on with next time', async () => {
  await using ada = await person()
  await addHeldRecipe(ada)
  const files = { name: 'many', count }
  const results = async () =>
    (await namesBelow(ada.results)).filter((name) => /held \d+\.jpg$/.test(name) && !name.includes('.mr-')).length
  let run: HeldRun
  {
    await using started = await startApp({ person: ada })
    const { app, page } = started
    run = await beginHeldRun(page, ada, files)
    await pressMenu(app, 'quit')
    const asked = page.getByRole('alertdialog')
    await asked.getByText(/files? (is|are) still to do/).waitFor()
    await asked.getByRole('button', { name: 'Cancel' }).click()
    await asked.waitFor({ state: 'hidden' })
    await pressMenu(app, 'quit')
    await asked.getByRole('button', { name: 'Quit now and resume next time' }).click()
    await run.letGo(inHand)
    assert.equal(await started.ended, 0)
  }
  const before = await namesBelow(ada.results)
  assert.ok(
    before.every((name) => !name.includes('.mr-')),
    'no half-made file stays',
  )
  assert.ok((await results()) < count)
  await using again = await startApp({ person: ada })
  const { page } = again
  await page.getByRole('link', { name: /^Runs/ }).click()
  await page.getByRole('button', { name: 'Resume' }).first().click()
  await run.letGo(count)
  await eventually(results, (made) => made === count, 'every result')
})

test('a closed window leaves the run going in the background, the tray brings it back, and with nothing under way it just ends', {
  skip: onReal,
}, async () => {
  await using ada = await person()
  await addHeldRecipe(ada)
  await using started = await startApp({ person: ada })
  const { app, page } = started
  const run = await beginHeldRun(page, ada, { name: 'few', count: 4 })
  const window = await app.browserWindow(page)
  const isVisible = () => window.evaluate((shown) => shown.isVisible())
  await window.evaluate((shown) => shown.close())
  await eventually(isVisible, (visible) => !visible, 'the hidden window')
  await run.letGo(3)
  await pressTray(app, 'open')
  await eventually(isVisible, Boolean, 'the window')
  await page.locator('.head-s').getByText('Finished').waitFor()
  await pressMenu(app, 'quit')
  assert.equal(await started.ended, 0)
})
