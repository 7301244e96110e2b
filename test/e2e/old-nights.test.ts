import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { packageRoot } from '../../main/package-root.ts'
import { type MillraceServer, millraceServer } from './kit/millrace-server.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const stateOf = ({ photos }: MillraceServer): string => join(photos, '../state')

/** Beside the server, which does the work. Answers with what is printed. */
function millrace(server: MillraceServer, words: string[]): string {
  const env = { ...process.env, MILLRACE_HOME: stateOf(server) }
  return execFileSync(process.execPath, [join(packageRoot, 'bin/millrace.js'), ...words], { env, encoding: 'utf8' })
}

function runNight(server: MillraceServer): string {
  millrace(server, ['run', '--recipe', 'copy', '--out', server.results, server.photos])
  return (JSON.parse(millrace(server, ['history', '--json']).split('\n')[0] ?? '') as { id: string }).id
}

function daysPass(server: MillraceServer, days: number): void {
  using journal = new DatabaseSync(join(stateOf(server), 'journal.db'), { timeout: 10_000 })
  journal.prepare('UPDATE batches SET ended_ms = ended_ms - ?').run(days * 24 * 60 * 60 * 1_000)
}

/** What `verify` says of an old night: lists are shortened after the end of a run, which does not wait for it. */
function settled(server: MillraceServer, night: string): string {
  for (let tries = 0; ; tries++) {
    const said = millrace(server, ['verify', night])
    if (said.includes('made before') || tries === 50) return said
  }
}

test('the screens of an old night say which files are not listed any more, and where they are', async () => {
  await using server = await millraceServer()
  for (const name of ['a', 'b']) writeFileSync(join(server.photos, name), name)
  runNight(server)
  const idle = runNight(server)
  writeFileSync(join(server.photos, 'c'), 'c')
  const busy = runNight(server)
  daysPass(server, 40)
  runNight(server)
  assert.match(settled(server, idle), /^Nothing to check.* 2 files made before: the latest run/)
  await using screens = await openScreens(browser, server.address)
  const { page } = screens
  await page.getByRole('link', { name: 'History' }).waitFor()
  const open = (batch: string) => page.goto(`${new URL(page.url()).origin}/#/runs/${batch}`)
  await open(busy)
  await page.getByText('2 files made before are not listed any more').waitFor()
  await page.getByRole('row', { name: /^c\b/ }).waitFor()
  await open(idle)
  await page.getByText('This run made nothing itself').waitFor()
})
