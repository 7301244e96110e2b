import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { breakableLine } from './kit/breakable-line.ts'
import { filesBelow } from './kit/files-below.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'
import { chooseRecipe, saveToResults } from './kit/steps.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('files of another computer are sent, also over a line that breaks, and their results come back', async () => {
  await using server = await millraceServer({ names: ['127.0.0.1'] })
  await using elsewhere = await mkdtempDisposable(join(tmpdir(), 'mr-elsewhere-'))
  const bytes = Buffer.alloc(48_000_000)
  for (let at = 0; at < bytes.length; at += 4096) bytes.writeUInt32LE(at, at)
  const path = join(elsewhere.path, 'film.bin')
  await writeFile(path, bytes)
  const address = new URL(server.address)
  await using line = await breakableLine(Number(address.port))
  address.port = String(line.port)
  await using screens = await openScreens(browser, address.href)
  const { page } = screens
  await saveToResults(page)
  await chooseRecipe(page, 'Copy')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles(path)
  line.slow(24_000_000)
  await page.getByRole('button', { name: 'Upload and run 1 file' }).click()
  await page
    .getByText(/^Uploading, [1-9]/)
    .first()
    .waitFor()
  line.cut()
  await page.getByRole('alert').filter({ hasText: 'No connection to the server since' }).waitFor()
  line.mend()
  await page.locator('.head-s').getByText('Finished').waitFor()
  const [result = ''] = await filesBelow(server.results)
  assert.equal(sha256(await readFile(result)), sha256(bytes))
  const download = page.waitForEvent('download')
  await page.getByRole('row', { name: /film\.bin/ }).click()
  await page.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: 'Download' }).click()
  assert.equal(sha256(await readFile(await (await download).path())), sha256(bytes))
})
