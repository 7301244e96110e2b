import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const yours = (page: Page) => page.getByRole('region', { name: 'Your recipes' })
const line = (page: Page, title: string) => yours(page).getByRole('link', { name: new RegExp(title) })

const friendly = `# from a friend
millrace: 1
name: Send off
steps:
  - image.resize: { longest: 900 }
  - external.run: { command: [upload, "{input}", "{output}"] }
`

test('a recipe is copied, renamed, deleted and brought back, by keys', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page, complaints } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page
    .getByRole('region', { name: 'Built in' })
    .getByRole('link', { name: /^Web-ready images/ })
    .focus()
  await page.keyboard.press('Control+d')
  await line(page, 'Web-ready images copy').focus()
  // A copy has no way back but to delete it: what is offered is to open it, and that is not taken by the key for undo.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('F2')
  await page.getByLabel('New name for Web-ready images copy').fill('For the site')
  await page.keyboard.press('Enter')
  await page.locator('a:focus').getByText('For the site').waitFor()
  await page.keyboard.press('Delete')
  await page.getByText('Deleted “For the site”.').waitFor()
  await line(page, 'For the site').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await line(page, 'For the site').waitFor()
  assert.deepEqual(complaints, [])
})

test('a recipe file that is dropped is shown first, and what nobody allowed is off', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  const file = { name: 'send-off.millrace.yaml', mimeType: 'application/yaml', buffer: Buffer.from(friendly) }
  const sheet = page.getByRole('dialog')
  const broken = Buffer.from(friendly.replace('image.resize', 'image.resiez'))
  await page.locator('.main').drop({ files: [{ ...file, buffer: broken }] })
  await sheet.getByText('Did you mean image.resize?').waitFor()
  await sheet.getByRole('button', { name: 'Mend it in the editor' }).click()
  await page.getByRole('alert').getByText('Did you mean image.resize?').first().waitFor()
  assert.equal(await page.getByLabel('Name of the recipe').inputValue(), 'Send off')
  await page.getByRole('link', { name: 'Recipes', exact: true }).click()
  await page.locator('.main').drop({ files: [file] })
  await sheet.getByText('Runs a program: upload').waitFor()
  assert.equal(await sheet.getByRole('switch').getAttribute('aria-checked'), 'false')
  await sheet.getByRole('button', { name: 'Add recipe' }).click()
  await line(page, 'Send off').click()
  await page.getByRole('switch', { name: 'Use Run a program', checked: false }).waitFor()
  await page.getByRole('switch', { name: 'Use Resize', checked: true }).waitFor()
})

/** By its grip, with the pointer, over the first step of the list. */
async function carryToTop(page: Page, title: string): Promise<void> {
  const middle = async (locator: ReturnType<Page['locator']>) => {
    const { x, y, width, height } = (await locator.boundingBox()) ?? assert.fail('it is not shown')
    return [x + width / 2, y + height / 2] as const
  }
  const grip = page.getByRole('button', { name: new RegExp(`^Move ${title}`) })
  const [x, y] = await middle(grip)
  const [, top] = await middle(page.locator('.step-b').first())
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, (y + top) / 2)
  await page.mouse.move(x, top - 10)
  await page.mouse.up()
}

test('a name that turns the direction of what is written turns nothing around it, wherever a recipe is named', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  const buffer = Buffer.from('millrace: 1\nname: "\u202Etnirp"\nsummary: "\u202Eno"\nsteps:\n  - image.upright:\n')
  await page.locator('.main').drop({ files: [{ name: 'a.millrace.yaml', mimeType: 'application/yaml', buffer }] })
  const turned = async () => /[\u202a-\u202e]/.test(await page.locator('body').innerText())
  await page.getByRole('dialog').getByText('tnirp').waitFor()
  assert.equal(await turned(), false)
  await page.getByRole('dialog').getByRole('button', { name: 'Add recipe' }).click()
  await yours(page).getByText('tnirp').waitFor()
  assert.equal(await turned(), false)
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('radiogroup', { name: 'Recipe' }).getByText('tnirp').waitFor()
  assert.equal(await turned(), false)
})

test('steps are moved, turned off and removed by keys, and carried by the pointer; undo takes all of it back, and the text says the same', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page.getByRole('link', { name: /^Photos to JPEG/ }).click()
  const titles = () => page.locator('.step-b b').allTextContents()
  await page.getByRole('button', { name: /^Convert/ }).waitFor()
  const begun = await titles()
  await page.getByRole('button', { name: /^Convert/ }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await page.locator('.step.sel').getByText('Convert').waitFor()
  assert.deepEqual(await titles(), [begun[0], begun[2], begun[1]])
  await page.keyboard.press('Space')
  await page.getByRole('switch', { name: 'Use Convert', checked: false }).waitFor()
  await page.keyboard.press('Delete')
  await page.getByText('Removed “Convert”.').waitFor()
  for (let nth = 0; nth < 3; nth++) await page.keyboard.press('Control+z')
  await page.getByRole('switch', { name: 'Use Convert', checked: true }).waitFor()
  assert.deepEqual(await titles(), begun)
  await page.getByLabel('Name of the recipe').press('Enter')
  await page.locator('[data-step]:focus').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('when')
  await page.getByRole('option').first().getByText('Only when').waitFor()
  await page.keyboard.press('Escape')
  await carryToTop(page, 'Convert')
  await page.locator('.step.sel').getByText('Convert').waitFor()
  assert.deepEqual(await titles(), [begun[2], begun[0], begun[1]])
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: /Files beside it$/ }).click()
  await page.getByRole('option', { name: 'Travel along by name' }).click()
  assert.deepEqual(await titles(), begun)
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click()
  const text = page.getByRole('textbox', { name: 'Text' })
  assert.match(await text.inputValue(), /^companions: same-name$/m)
  await text.fill((await text.inputValue()).replace('quality: 90', 'quality: 900'))
  await page
    .getByText(/at most 100/)
    .first()
    .waitFor()
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Steps').click()
  await page
    .getByRole('alert')
    .getByText(/at most 100/)
    .first()
    .waitFor()
  await page.getByRole('slider', { name: 'Quality' }).fill('70')
  // What was wrong had opened the form; who works in it finds it open when all is right.
  await page.locator('.step.sel:not(.bad)').getByText('Convert').waitFor()
  await page.getByRole('button', { name: 'Save a copy' }).click()
  await page.getByText('Saved “Photos to JPEG copy”.').waitFor()
  await page.getByText('Copy of Photos to JPEG').first().waitFor()
  await deleteElsewhere(page)
  await page.getByRole('slider', { name: 'Quality' }).fill('60')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByRole('status')
    .getByText(/^Saved\./)
    .waitFor()
  await page.getByRole('link', { name: 'Recipes', exact: true }).click()
  await line(page, 'Photos to JPEG copy').waitFor()
})

/** The recipe that is open, in another tab. */
async function deleteElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'More actions' }).click()
  await other.getByRole('menuitem', { name: /^Delete/ }).click()
  await other.getByText('Deleted “Photos to JPEG copy”.').waitFor()
  await other.close()
}

test('a table in the preview shows which cells a step has changed, and what stands in a column', async () => {
  await using server = await millraceServer()
  const ledger = 'date,street,amount\n03/07/2026,Strandstra\xdfe,12.50\n04/07/2026,Hafenweg,7.25\n'
  await writeFile(join(server.photos, 'ledger.csv'), Buffer.from(ledger, 'latin1'))
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page
    .getByRole('link', { name: 'New recipe' })
    .or(page.getByRole('button', { name: 'New recipe' }))
    .click()
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click()
  const text = 'millrace: 1\nname: Streets\nsteps:\n  - file.text: { from: windows-1252 }\n'
  await page.getByRole('textbox', { name: 'Text' }).fill(text)
  await page.getByRole('button', { name: 'Choose another sample' }).click()
  await page.getByRole('row', { name: /^photos/ }).dblclick()
  await page.getByRole('row', { name: /ledger/ }).click()
  await page.getByRole('button', { name: /^Choose “ledger/ }).click()
  await page.getByText('1 cell changed.').waitFor()
  const changed = page.getByRole('cell', { name: 'Strandstraße' })
  assert.equal(await changed.getAttribute('title'), 'Was: Strandstra�e')
  await page.getByRole('button', { name: 'amount' }).click()
  await page.getByRole('region', { name: 'Column amount' }).getByText('number, 2 decimals').waitFor()
})

test('what makes one of many files is offered no name that only one of them has, and a command is shown as it is written', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page, complaints } = screens
  const text = `millrace: 1
steps:
  - external.run: { command: [convert, "{input}", -resize, "50%:-2", "{output}"], extension: png }
  - archive.pack:
`
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page
    .getByRole('link', { name: 'New recipe' })
    .or(page.getByRole('button', { name: 'New recipe' }))
    .click()
  const shownAs = page.getByRole('radiogroup', { name: 'Show as' })
  await shownAs.getByText('Text').click()
  await page.getByRole('textbox', { name: 'Text' }).fill(text)
  await shownAs.getByText('Steps').click()
  await page.getByText('convert {input} -resize 50%:-2 {output}').first().waitFor()
  await page.getByRole('button', { name: 'Name without ending samples' }).waitFor()
  assert.equal(await page.getByRole('button', { name: /^(Number|Camera)/ }).count(), 0)
  assert.deepEqual(complaints, [])
})

test('a recipe that says no name is called as its file in the editor too', async () => {
  await using server = await millraceServer()
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Recipes' }).click()
  const buffer = Buffer.from('millrace: 1\nsteps: [image.upright]\n')
  await page.locator('.main').drop({ files: [{ name: 'bank-exports.yaml', mimeType: 'application/yaml', buffer }] })
  await page.getByRole('dialog').getByRole('button', { name: 'Add recipe' }).click()
  await line(page, 'bank-exports').click()
  await page.getByPlaceholder('bank-exports').waitFor()
})
