import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { millraceServer } from './kit/millrace-server.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

test('where the file of settings was spoilt meanwhile, a change is taken back and says why and what to do; once it is mended it holds', async () => {
  await using server = await millraceServer()
  const file = join(dirname(server.photos), 'state', 'settings.json')
  const whole = await readFile(file, 'utf8')
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'Settings' }).click()
  const mode = page.getByRole('radiogroup', { name: 'Mode' })
  const chosen = (text: string) => mode.getByRole('radio', { name: text, checked: true })
  await chosen('Full speed').waitFor({ state: 'attached' })
  await writeFile(file, '{ "pace": ')
  await mode.getByText('Quiet').click()
  const said = page.getByRole('status').filter({ hasText: 'settings.json cannot be used' })
  await said.getByText('It is not readable as JSON. Correct what is named there').waitFor()
  await chosen('Full speed').waitFor({ state: 'attached' })
  assert.equal(await readFile(file, 'utf8'), '{ "pace": ')
  await writeFile(file, whole)
  await mode.getByText('Quiet').click()
  await chosen('Quiet').waitFor({ state: 'attached' })
})
