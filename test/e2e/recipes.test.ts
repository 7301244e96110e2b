import assert from 'node:assert/strict'
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
  await page.keyboard.press('F2')
  await page.getByLabel('New name for Web-ready images copy').fill('For the site')
  await page.keyboard.press('Enter')
  await line(page, 'For the site').focus()
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
  await page.locator('.main').drop({ files: [file] })
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Runs a program: upload').waitFor()
  assert.equal(await sheet.getByRole('switch').getAttribute('aria-checked'), 'false')
  await sheet.getByRole('button', { name: 'Add recipe' }).click()
  await line(page, 'Send off').click()
  await page.getByRole('switch', { name: 'Use Run a program', checked: false }).waitFor()
  await page.getByRole('switch', { name: 'Use Resize', checked: true }).waitFor()
})

test('steps are moved, turned off and removed by keys; undo takes all of it back, and the text says the same', async () => {
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
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click()
  const text = page.getByRole('textbox', { name: 'Text' })
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
  await page.getByRole('button', { name: 'Save a copy' }).click()
  await page.getByText('Saved “Photos to JPEG copy”.').waitFor()
  await page.getByText('Copy of Photos to JPEG').first().waitFor()
})
