import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type BreakableLine, breakableLine } from './kit/breakable-line.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { largePhotos, picture } from './kit/photos.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, chooseShared, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

test('a line that breaks in the middle of a run is said, mended, and nothing was missed', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  await largePhotos(server.photos, 40)
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await saveToResults(page)
  await chooseShared(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Run 40 files' }).click()
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  await lose(page, line)
  assert.equal(await page.getByRole('button', { name: 'Pause', exact: true }).isDisabled(), true)
  await regain(page, line)
  await page.locator('.head-s').getByText('Finished').waitFor()
  await page.getByRole('button', { name: 'Done 40' }).click()
  await page
    .getByRole('row', { name: /large 0000/ })
    .getByText('Done')
    .waitFor()
  await proxyAnswers(page, line)
  await screenIsGone(page)
})

const lostLine = (page: Page) => page.getByRole('alert').filter({ hasText: 'No connection to the server since' })

async function lose(page: Page, line: BreakableLine): Promise<void> {
  line.cut()
  await lostLine(page).waitFor()
}

/** The page may have dialled again by itself before the button is met. */
async function regain(page: Page, line: BreakableLine): Promise<void> {
  line.mend()
  await lostLine(page)
    .getByRole('button', { name: 'Try now' })
    .click({ timeout: 5000 })
    .catch(() => {})
  await page.getByText(/^Connected again after/).waitFor()
}

/** What stands before the server says for a while that it is not there: that ends no session. */
async function proxyAnswers(page: Page, line: BreakableLine): Promise<void> {
  await page.route('**/api/session', (route) => route.fulfill({ status: 502, body: '<html>Bad Gateway</html>' }))
  await lose(page, line)
  await regain(page, line)
  await page.unroute('**/api/session')
}

/** The server was updated, and has not what this page would fetch: the window stands, and other screens are there. */
async function screenIsGone(page: Page): Promise<void> {
  await page.route('**/watch-*.js', (route) => route.fulfill({ status: 404 }))
  await page.reload()
  await page.getByRole('link', { name: 'Watch folders' }).click()
  await page.getByRole('alert').filter({ hasText: 'This screen cannot be shown' }).waitFor()
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
}

test('a screen that nobody has opened yet is there without a connection, and one that could not be had says what to do', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await page.route('**/vault-*.js', (route) => route.abort())
  const last = page.waitForResponse(/\/workings-[^/]*\.js$/)
  await page.reload()
  await (await last).finished()
  await lose(page, line)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.getByText('Not here yet').waitFor()
  await page.evaluate("location.hash = '#/vault'")
  const gone = page.getByRole('alert').filter({ hasText: 'This screen cannot be shown' })
  await gone.getByText('There is no connection to fetch it over.').waitFor()
  assert.equal(await gone.getByRole('button').count(), 0)
  await regain(page, line)
  await gone.getByRole('button', { name: 'Load again' }).waitFor()
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.getByText('No batches yet').waitFor()
  assert.equal(await page.getByText('Not here yet').count(), 0)
})

test('whoever chooses folders of the server while it is away is told so, and has them as soon as it is back', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await page.getByRole('button', { name: 'Choose on the server' }).waitFor()
  await lose(page, line)
  await page.getByRole('button', { name: 'Choose on the server' }).click()
  const choosing = page.getByRole('dialog')
  await choosing.getByText('There is no connection to the server.').waitFor()
  line.mend()
  await choosing.getByRole('row', { name: /^photos/ }).waitFor()
  assert.equal(await choosing.getByText('There is no connection').count(), 0)
})

test('what was chosen to be sent stays on its sheet while the server is away, and runs when it is back', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await chooseRecipe(page, 'Photos to JPEG')
  await page.getByRole('button', { name: 'Save to photos' }).waitFor()
  await lose(page, line)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles([{ name: 'lake.jpg', mimeType: 'image/jpeg', buffer: await picture(1, 'jpeg') }])
  const sheet = page.getByRole('dialog')
  const run = sheet.getByRole('button', { name: 'Upload and run 1 file' })
  await run.waitFor()
  await sheet.getByText('There is no connection. What you chose stays here until it is back.').waitFor()
  assert.equal(await run.isDisabled(), true)
  line.mend()
  await run.click()
  await page.locator('.head-s').getByText('Finished').waitFor()
})

test('a server that was started again asks for its new key', async () => {
  await using stack = new AsyncDisposableStack()
  const first = await millraceServer({ names: ['127.0.0.1'] })
  await using line = await breakableLine(Number(new URL(first.address).port))
  const address = new URL(first.address)
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  await screens.page.getByRole('button', { name: 'Choose files' }).waitFor()
  await first[Symbol.asyncDispose]()
  const second = stack.use(await millraceServer({ names: ['127.0.0.1'] }))
  line.lead(Number(new URL(second.address).port))
  await screens.page
    .getByRole('button', { name: 'Try now' })
    .click({ timeout: 5000 })
    .catch(() => {})
  await screens.page.getByText('You were signed out.').waitFor()
  await screens.page.locator('input:focus').waitFor()
  await screens.page.getByLabel('Link or key').fill(second.address)
  await screens.page.getByRole('button', { name: 'Sign in' }).click()
  await screens.page.getByRole('button', { name: 'Choose files' }).waitFor()
})

test('a link with the key opened in a tab that shows the server lets in, and whoever is in stays in with a wrong one', async () => {
  await using server = await millraceServer()
  const { origin } = new URL(server.address)
  await using screens = await openScreens(browser, origin)
  const { page } = screens
  await page.getByLabel('Link or key').waitFor()
  await page.goto(`${origin}/#token=wrong`)
  await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  await page.goto(server.address)
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  assert.ok(!page.url().includes('token'))
  const tried = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/session'),
  )
  await page.goto(`${origin}/#token=wrong`)
  await tried
  assert.ok(!page.url().includes('token'))
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
})

test('a key that does not fit is typed over, a link that holds none is told apart, and another language takes no focus', async () => {
  await using server = await millraceServer()
  const { origin } = new URL(server.address)
  await using screens = await openScreens(browser, origin)
  const { page } = screens
  const field = page.getByLabel('Link or key')
  const said = page.getByRole('alert')
  await field.fill(`${origin}/`)
  await page.keyboard.press('Enter')
  await said.getByText('This link holds no key.').waitFor()
  await page.getByRole('button', { name: '简体中文' }).press('Enter')
  await page.locator('button:focus').getByText('English').press('Enter')
  await field.fill('wrong')
  await page.keyboard.press('Enter')
  await said.getByText('This key does not fit.').waitFor()
  await page.keyboard.insertText(server.address)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
})
