import type { Page } from 'playwright-core'

export interface Scene {
  name: string
  /** Query and place of `renderer/testing/pictures.html`. */
  at: string
  /** What a person would do to get there. */
  act?: (page: Page, size: string) => Promise<void>
}

const run = '#/runs/harbour'
const row = (page: Page, nth: number) => page.locator('.area > .tr').nth(nth)

/** Every screen and state that has been built, by the names of the design's pictures where there are some. */
export const scenes: Scene[] = [
  { name: 'signin', at: '?scene=sign-in' },
  { name: 'signin-error', at: '?scene=sign-in-wrong' },
  { name: 'home', at: '#/' },
  { name: 'home-drop', at: '#/', act: holdOver },
  { name: 'home-review', at: '#/', act: chooseFolder },
  { name: 'dialog-conflicts', at: '#/', act: decideClashes },
  { name: 'places', at: '#/', act: openPlaces },
  { name: 'upload', at: '#/', act: uploadSome },
  { name: 'run', at: run, act: openFirst },
  { name: 'run-inspector', at: run, act: openDetails },
  { name: 'run-failed', at: run, act: explainFailure },
  { name: 'run-select', at: run, act: selectSome },
  { name: 'run-paused', at: `?state=paused${run}` },
  { name: 'run-pausing', at: `?state=pausing${run}` },
  { name: 'run-counting', at: `?state=counting${run}` },
  { name: 'run-diskfull', at: '#/runs/clips' },
  {
    name: 'run-unplugged',
    at: `?state=needs-you&held=volume-gone${run}`,
    act: (page) => page.getByRole('button', { name: /^Running/ }).click(),
  },
  { name: 'run-recovered', at: `?crashed${run}` },
  { name: 'run-gathering', at: `?gathering${run}` },
  { name: 'run-interrupted', at: `?state=paused&interrupted${run}` },
  { name: 'home-interrupted', at: '?state=paused&interrupted#/' },
  { name: 'runs-interrupted', at: '?state=paused&interrupted#/runs' },
  {
    name: 'run-done',
    at: '#/runs/done',
    act: (page) => page.getByRole('button', { name: /^Failed/ }).click(),
  },
  { name: 'gather', at: '#/runs/scans', act: openGroup },
  { name: 'split', at: '#/runs/drop', act: openParts },
  { name: 'runs', at: '#/runs' },
  { name: 'workings', at: '#/workings' },
  {
    name: 'recipes',
    at: '#/recipes',
    act: (page) => page.getByRole('button', { name: 'Actions for Pack ledgers' }).click(),
  },
  { name: 'recipes-import', at: '#/recipes', act: importRecipe },
  { name: 'recipes-search', at: '#/recipes', act: (page) => page.getByLabel('Search recipes').fill('nothing like it') },
  { name: 'recipe', at: '#/recipes/shrink', act: (page) => page.getByRole('button', { name: /^Resize/ }).click() },
  {
    name: 'recipe-convert',
    at: '#/recipes/web',
    act: (page) => page.getByRole('button', { name: /^Convert/ }).click(),
  },
  { name: 'recipe-new', at: '#/new-recipe' },
  { name: 'recipe-preview', at: '#/recipes/web', act: openPreview },
  { name: 'table-preview', at: '#/recipes/ledgers', act: openPreview },
  { name: 'recipe-palette', at: '#/recipes/shrink', act: searchSteps },
  {
    name: 'recipe-text',
    at: '#/recipes/shrink',
    act: (page) => page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click(),
  },
  { name: 'history', at: '#/history/done' },
  { name: 'history-lost', at: '#/history/exports' },
  {
    name: 'dialog-undo',
    at: '#/history',
    act: (page) =>
      page
        .getByRole('button', { name: /^Undo /, disabled: false })
        .first()
        .click(),
  },
  {
    name: 'dialog-cancel',
    at: run,
    act: (page) => page.getByRole('button', { name: 'Cancel…' }).click(),
  },
  { name: 'history-charts', at: '#/charts', act: (page) => page.locator('.uplot').first().waitFor() },
  {
    name: 'verify',
    at: '#/history/done/verify',
    act: (page) => page.getByRole('button', { name: 'Verify now' }).click(),
  },
  { name: 'verify-new', at: '#/history/done/verify' },
  { name: 'vault', at: '#/vault' },
  { name: 'watch', at: '#/watch' },
  { name: 'watch-edit', at: '#/watch', act: editWatch },
  {
    name: 'watch-waiting',
    at: '#/watch',
    act: (page) => page.getByRole('button', { name: 'Settling 4 files' }).click(),
  },
  { name: 'onboarding', at: '#/welcome' },
  { name: 'tray', at: '#/tray' },
  {
    name: 'vault-remove',
    at: '#/vault',
    act: (page) => page.getByRole('button', { name: /^Remove \d+ file/ }).click(),
  },
  { name: 'settings', at: '#/settings' },
  ...['performance', 'safety', 'notifications', 'language'].map((part) => ({
    name: `settings-${part}`,
    at: '#/settings',
    act: (page: Page) =>
      page
        .locator(`.set-n button`)
        .filter({ hasText: new RegExp(part, 'i') })
        .click(),
  })),
  { name: 'palette', at: '#/', act: async (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', at: '#/', act: async (page) => page.keyboard.press('?') },
  { name: 'offline', at: `?connection=lost${run}` },
  { name: 'offline-catchup', at: `?connection=back${run}` },
]

async function editWatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Scans inbox' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
}

async function holdOver(page: Page): Promise<void> {
  await page.evaluate(`{
    const held = new DataTransfer()
    for (let n = 0; n < 11; n++) held.items.add(new File(['x'], n + '.jpg', { type: 'image/jpeg' }))
    for (let n = 0; n < 3; n++) held.items.add(new File(['x'], 'folder ' + n))
    document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: held, bubbles: true }))
  }`)
}

async function importRecipe(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import…' }).click()
  const buffer = Buffer.from(
    'millrace: 1\nname: Invoice intake\naccepts: [application/pdf]\nsteps:\n  - image.upright:\n  - image.resize: { longest: 900 }\n',
  )
  await (await chooser).setFiles([{ name: 'invoice-intake.millrace.yaml', mimeType: 'text/plain', buffer }])
  await page.getByRole('dialog').waitFor()
}

async function openPreview(page: Page, size: string): Promise<void> {
  if (size === 'narrow') await page.getByRole('button', { name: 'Preview', exact: true }).click()
}

async function searchSteps(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Add a step/ }).click()
  await page.keyboard.type('co')
}

async function openPlaces(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Choose on/ }).click()
  await page.getByRole('row', { name: /photos/ }).click()
}

async function chooseFolder(page: Page): Promise<void> {
  await openPlaces(page)
  await page.getByRole('row', { name: /Harbour/ }).click()
  await page.getByRole('button', { name: /^Choose “/ }).click()
  await page.getByRole('button', { name: /^Run/ }).waitFor()
}

async function uploadSome(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  const files = Array.from({ length: 40 }, (_, nth) => ({
    name: `PRN_03${nth + 10}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.alloc(30_000 + nth),
  }))
  await (await chooser).setFiles(files)
  await page.getByRole('button', { name: /^Upload/ }).click()
  await page
    .getByRole('row', { name: /Uploading,/ })
    .first()
    .click()
}

async function openFirst(page: Page): Promise<void> {
  await row(page, 12).click()
}

async function openDetails(page: Page, size: string): Promise<void> {
  await row(page, 6).click()
  if (size === 'narrow') await page.getByRole('button', { name: 'Show details' }).click()
}

async function explainFailure(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Failed/ }).click()
  await row(page, 0).click()
  await page.keyboard.press('ArrowRight')
}

async function selectSome(page: Page): Promise<void> {
  await row(page, 12).click()
  await row(page, 15).click({ modifiers: ['Shift'] })
  await row(page, 14).click({ button: 'right' })
}

async function openParts(page: Page): Promise<void> {
  await row(page, 1).click()
  await page.keyboard.press('ArrowRight')
  await page.locator('.parts li').first().waitFor()
}

async function openGroup(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Groups/ }).click()
  await row(page, 2).waitFor()
  await openParts(page)
}

async function decideClashes(page: Page): Promise<void> {
  await chooseFolder(page)
  await page.getByRole('button', { name: 'Decide…' }).click()
  await page.getByText('Already there').waitFor({ state: 'attached' })
}
