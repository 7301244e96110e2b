import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { DesktopReply } from '../../contract/desktop.ts'
import { picture } from '../e2e/kit/photos.ts'
import { chooseRecipe } from '../e2e/kit/steps.ts'
import { askFromPage } from './kit/ask-from-page.ts'
import { callFromPage } from './kit/call-from-page.ts'
import { type DesktopApp, type Person, person, startApp } from './kit/desktop-app.ts'
import { dropInPage } from './kit/drop-in-page.ts'
import { onReal, openFile, seenSoon } from './kit/standin.ts'

// How files come into the app and out of it again, in the order of one person's morning.

let ada: Person
let started: DesktopApp
let photo = ''
before(async () => {
  ada = await person()
  photo = join(ada.photos, 'opened with.jpg')
  await writeFile(photo, await picture(1, 'jpeg'))
  started = await startApp({ person: ada, words: [photo] })
})
after(async () => {
  await started[Symbol.asyncDispose]()
  await ada[Symbol.asyncDispose]()
})

const results = async () => {
  const found = await readdir(ada.results, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = found.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
}

/** Runs what the sheet shows, and answers what has come to the results by it. */
async function runOne(): Promise<string[]> {
  const { page } = started
  const had = new Set(await results())
  await page.getByRole('button', { name: 'Run 1 file' }).click()
  await page.locator('.head-s').getByText('Finished').waitFor()
  return (await results()).filter((name) => !had.has(name))
}

/** Where a recipe is chosen that makes one result of each file. */
async function goHome(): Promise<void> {
  await started.page.getByRole('link', { name: /^Home/ }).click()
  await chooseRecipe(started.page, 'Photos to JPEG')
}

test('a photo that the app is opened with is shown first, and runs when the person says so', async () => {
  await started.page.getByRole('dialog').getByText('opened with.jpg').first().waitFor()
  assert.deepEqual(await results(), [])
  const made = await runOne()
  assert.ok(made.length > 0 && made.every((path) => basename(path).startsWith('opened with')))
})

test('its result is shown in the file manager, opened, and dragged out to where it is wanted', {
  skip: onReal,
}, async () => {
  const { app, page } = started
  const made = await results()
  const row = page.getByRole('row', { name: /opened with/ })
  await row.click()
  await page.getByRole('button', { name: 'Show in folder' }).first().click()
  assert.ok(
    (await seenSoon(app, 'recent')).some(([path]) => path === photo),
    'it is no recent file',
  )
  const [[shown] = []] = await seenSoon(app, 'show-in-folder')
  assert.ok(made.includes(String(shown)))
  await page.getByRole('button', { name: 'Show results' }).first().click()
  assert.deepEqual(await seenSoon(app, 'open-path'), [[ada.results]])
  await row.hover()
  await page.mouse.down()
  await page.mouse.move(600, 400, { steps: 5 })
  await page.mouse.up()
  const [dragged = []] = await seenSoon(app, 'drag')
  assert.deepEqual(dragged.map(String).toSorted(), made)
})

test('a picture dragged from a browser lies on no disk: a copy of it is processed', async () => {
  await goHome()
  await dropInPage(started.page, { copies: [{ name: 'from a page.jpg', bytes: await picture(2, 'jpeg') }] })
  assert.match((await runOne()).join(), /from a page\.jpg$/)
})

test('beside files of a disk it is left out, and that is said', async () => {
  const { page } = started
  await goHome()
  const copies = [{ name: 'left out.jpg', bytes: await picture(3, 'jpeg') }]
  const second = join(ada.photos, 'second.jpg')
  await writeFile(second, await picture(4, 'jpeg'))
  await dropInPage(page, { paths: [second], copies })
  await page.getByText(/1 dropped item has no file behind it and was left out/).waitFor()
  assert.match((await runOne()).join(), /second\.jpg$/)
})

test('a recipe file that is opened is looked at first, and kept once the person says so', async () => {
  const { app, page } = started
  const file = join(ada.photos, 'send off.millrace.yaml')
  await writeFile(file, 'millrace: 1\nname: Send off\nsteps:\n  - image.resize: { longest: 900 }\n')
  const names = async () => {
    const { recipes } = (await askFromPage(page, 'recipe.list', {})) as { recipes: { title: string }[] }
    return recipes.map(({ title }) => title)
  }
  await openFile(app, file)
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Add “Send off”?').waitFor()
  assert.ok(!(await names()).includes('Send off'), 'kept unasked')
  await sheet.getByRole('button', { name: 'Add recipe' }).click()
  await sheet.waitFor({ state: 'detached' })
  assert.ok((await names()).includes('Send off'))
})

test('what cannot be a recipe is refused in words', async () => {
  const { app, page } = started
  const large = join(ada.photos, 'large.millrace.yaml')
  await writeFile(large, '#'.repeat(300_000))
  await openFile(app, large)
  await page.getByText(/large\.millrace\.yaml.*64 KiB/).waitFor()
  await openFile(app, join(ada.photos, 'gone.millrace'))
  await page.getByText(/gone\.millrace/).waitFor()
})

test('a page can use only what it was given, and no longer than it is', async () => {
  const { page } = started
  const status = (path: string) =>
    page.evaluate(
      (asked) => fetch(`/api/thumb?path=${encodeURIComponent(asked)}`).then((answer) => answer.status),
      path,
    )
  const beside = join(ada.photos, 'never given.jpg')
  await writeFile(beside, await picture(5, 'jpeg'))
  assert.equal(await status(photo), 200)
  assert.equal(await status(beside), 403)
  await assert.rejects(askFromPage(page, 'batch.plan', { sources: [beside], recipe: 'copy', out: ada.results }))
  const held = (await callFromPage(page, 'grants.list', {})) as DesktopReply<{ grants: { path: string }[] }>
  assert.ok('value' in held && held.value.grants.some(({ path }) => path === photo))
  await callFromPage(page, 'grants.revoke', { path: photo })
  assert.equal(await status(photo), 403)
})
