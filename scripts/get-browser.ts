import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { chromiumPath } from './find-chromium.ts'

// A browser for the tests of the screens: one that is installed, else Playwright's download, else the system's package. Does nothing where there is one.

const minuteMs = 60_000
const playwright = join(packageRoot, 'node_modules/playwright-core/cli.js')
const aptGet = (...words: string[]) => ['apt-get', '-qq', '-y', ...words]

/** What is tried, in this order, until there is a browser; a place that cannot be reached ends after its time. */
const ways: { says: string; words: string[]; timeoutMs: number }[] = [
  {
    says: 'Playwright’s Chromium',
    words: [process.execPath, playwright, 'install', 'chromium'],
    timeoutMs: 5 * minuteMs,
  },
  { says: 'the list of packages', words: aptGet('update'), timeoutMs: 2 * minuteMs },
  {
    says: 'the chromium package, with fonts that pages need',
    words: aptGet('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fonts-liberation'),
    timeoutMs: 10 * minuteMs,
  },
]

for (const { says, words, timeoutMs } of ways) {
  if (chromiumPath() !== undefined) break
  console.log(`No browser is installed; getting ${says}…`)
  const [program = '', ...rest] = words
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(program, rest, { stdio: 'ignore', timeout: timeoutMs, env })
}
if (chromiumPath() === undefined) {
  console.error('No browser could be had. Install Chromium or Chrome; the tests of the screens need one.')
  process.exitCode = 1
}
