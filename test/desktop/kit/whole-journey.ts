import assert from 'node:assert/strict'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { DesktopBridge } from '../../../contract/desktop.ts'
import { picture } from '../../e2e/kit/photos.ts'
import { namesBelow } from '../../fixtures/names-below.ts'
import { chooseRecipe } from '../../e2e/kit/steps.ts'
import { askFromPage } from './ask-from-page.ts'
import type { DesktopApp, Person } from './desktop-app.ts'
import { dragFiles } from './drag-files.ts'
import { eventually } from './eventually.ts'
import { addHeldRecipe, beginHeldRun, type HeldRun } from './held-run.ts'
import { pressMenu } from './standin.ts'

const resumed = 'to be gone on with'
const many = 24
/** As many as may be in hand at once, and still not all. */
const inHand = 16

export interface Journey {
  person: Person
  /** Starts the app, or starts it again. */
  start: () => Promise<DesktopApp>
}

/** From the first drop to the next day: the way of a person through the app, whatever runs it. */
export async function wholeJourney({ person, start }: Journey): Promise<void> {
  await addHeldRecipe(person)
  let run: HeldRun
  {
    await using started = await start()
    const { page, complaints } = started
    await runAndTakeBack(page, person)
    await cancelled(page, person)
    await watched(started, person)
    run = await quitWhileRunning(started, person)
    assert.deepEqual(complaints, [])
  }
  await using again = await start()
  await goOn(again.page, person, run)
}

const heading = (page: Page) => page.locator('.head-s')
const isResult = (name: string) => name.endsWith('.jpg') && !name.includes('.mr-')

async function resultsOf({ results }: Person): Promise<string[]> {
  const found = await namesBelow(results)
  assert.ok(!found.some((name) => name.includes('.mr-')), 'a half-made file lies there')
  return found.filter(isResult)
}

async function runAndTakeBack(page: Page, person: Person): Promise<void> {
  const photos = ['one.jpg', 'two words.jpg', 'três.jpg'].map((name) => join(person.photos, name))
  for (const [nth, path] of photos.entries()) await writeFile(path, await picture(nth, 'jpeg'))
  await chooseRecipe(page, 'Photos to JPEG')
  await dragFiles(page, photos)
  const run = page.getByRole('button', { name: 'Run 3 files' })
  await run.waitFor()
  assert.deepEqual(await resultsOf(person), [], 'nothing is written before the person says so')
  await run.click()
  await heading(page).getByText('Finished').waitFor()
  assert.equal((await resultsOf(person)).length, 3)
  await page.getByRole('button', { name: 'Undo batch…' }).click()
  await page.getByRole('button', { name: 'Undo 3 files' }).click()
  await page.getByText('Undone: 3 files.').waitFor()
  assert.deepEqual(await resultsOf(person), [])
}

/** Of a name of their own, so that their results meet no others. */
async function beginMany(page: Page, person: Person, name: string): Promise<HeldRun> {
  await page.getByRole('link', { name: /^Home/ }).click()
  return beginHeldRun(page, person, { name, count: many })
}

async function cancelled(page: Page, person: Person): Promise<void> {
  const run = await beginMany(page, person, 'to be cancelled')
  await page.getByRole('button', { name: 'Cancel…' }).click()
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: /^Cancel \d+ files?/ })
  await confirm.click()
  await run.letGo(inHand)
  await heading(page).getByText('Cancelled').waitFor()
  const done = await page.getByRole('button', { name: /^Done/ }).textContent()
  assert.equal((await resultsOf(person)).length, Number(/\d+/.exec(done ?? '')?.[0]))
}

async function watched({ app, page }: DesktopApp, person: Person): Promise<void> {
  const folder = join(person.photos, '..', 'inbox')
  await mkdir(folder)
  const out = join(person.results, 'from the inbox')
  await chooseFolder({ app, page }, folder)
  await askFromPage(page, 'watch.add', {
    rules: { folder, recipe: 'photos-to-jpeg', out, existing: 'process', settleMs: 200 },
  })
  await copyFile(join(person.photos, 'one.jpg'), join(folder, 'arrived.jpg'))
  await eventually(
    () => readdir(out).catch((): string[] => []),
    (names) => names.includes('arrived.jpg'),
    'the result of the watched file',
  )
}

/** In the system's dialog, which is what gives the app a folder. */
async function chooseFolder({ app, page }: Pick<DesktopApp, 'app' | 'page'>, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
  await page.evaluate(() => {
    const { millrace } = globalThis as unknown as { millrace: DesktopBridge }
    return millrace.call('choose', { what: 'folder' })
  })
}

async function quitWhileRunning({ app, page, ended }: DesktopApp, person: Person): Promise<HeldRun> {
  const run = await beginMany(page, person, resumed)
  await pressMenu(app, 'quit')
  const asked = page.getByRole('alertdialog')
  await asked.getByText(/files? (is|are) still to do/).waitFor()
  await asked.getByRole('button', { name: 'Quit now and resume next time' }).click()
  await run.letGo(inHand)
  assert.equal(await ended, 0)
  await resultsOf(person)
  return run
}

async function goOn(page: Page, { results }: Person, run: HeldRun): Promise<void> {
  const made = async () => {
    const found = await namesBelow(results)
    return found.filter((name) => name.startsWith(resumed) && isResult(name)).length
  }
  assert.ok((await made()) < many)
  await page.getByRole('link', { name: /^Runs/ }).click()
  await page.getByRole('button', { name: 'Resume' }).first().click()
  await run.letGo(many)
  await eventually(made, (count) => count === many, 'every result')
}
