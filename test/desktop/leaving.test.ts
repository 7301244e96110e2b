import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { largePhotos } from '../e2e/kit/photos.ts'
import { chooseRecipe } from '../e2e/kit/steps.ts'
import { person, startApp } from './kit/desktop-app.ts'
import { dragFiles } from './kit/drag-files.ts'
import { pressMenu, pressTray } from './kit/standin.ts'
import { eventually } from './kit/eventually.ts'

/** So many that nobody has to hurry to meet them under way. */
const many = 60

async function beginMany(page: Page, folder: string): Promise<void> {
  await largePhotos(folder, many)
  await chooseRecipe(page, 'Photos to JPEG')
  await dragFiles(page, [folder])
  await page.getByRole('button', { name: `Run ${many} files` }).click()
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
}

test('quitting while files are under way asks first, ends in good order, and the run is gone on with next time', async () => {
  await using ada = await person()
  {
    await using started = await startApp({ person: ada })
    const { app, page } = started
    await beginMany(page, ada.photos)
    await pressMenu(app, 'quit')
    const asked = page.getByRole('alertdialog')
    await asked.getByText(/files? (is|are) still to do/).waitFor()
    await asked.getByRole('button', { name: 'Cancel' }).click()
    await asked.waitFor({ state: 'hidden' })
    await pressMenu(app, 'quit')
    await asked.getByRole('button', { name: 'Quit now and resume next time' }).click()
    assert.equal(await started.ended, 0)
  }
  const before = await readdir(ada.results, { recursive: true })
  assert.ok(
    before.every((name) => !name.includes('.mr-')),
    'no half-made file stays',
  )
  await using again = await startApp({ person: ada })
  const { page } = again
  await page.getByRole('link', { name: /^Runs/ }).click()
  await page.getByRole('button', { name: 'Resume' }).first().click()
  const results = async () =>
    (await readdir(ada.results, { recursive: true })).filter((name) => /large \d+\.jpg$/.test(name)).length
  await eventually(results, (count) => count === many, 'every result')
})

test('a closed window leaves the run going in the background, and the tray brings it back', async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada })
  const { app, page } = started
  await beginMany(page, ada.photos)
  const window = await app.browserWindow(page)
  await window.evaluate((shown) => shown.close())
  await eventually(
    () => window.evaluate((shown) => shown.isVisible()),
    (visible) => !visible,
    'the hidden window',
  )
  await pressTray(app, 'open')
  await eventually(() => window.evaluate((shown) => shown.isVisible()), Boolean, 'the window')
  await page.locator('.head-s').getByText('Finished').waitFor({ timeout: 60_000 })
})

test('with nothing under way it just ends', async () => {
  await using ada = await person()
  await using started = await startApp({ person: ada })
  await started.page.getByText('Drop files or folders').waitFor()
  await pressMenu(started.app, 'quit')
  assert.equal(await started.ended, 0)
})
