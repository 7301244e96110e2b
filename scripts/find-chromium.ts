import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import type * as Playwright from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser that tests and pictures use: one that is installed, else Playwright's own. Throws with what to do when there is none. */
export function findChromium(): string {
  const found = chromiumPath()
  if (found !== undefined) return found
  throw new Error('No Chromium was found. Install one, or let `npm run browser` get one.')
}

/** Undefined where there is no browser. */
export function chromiumPath(): string | undefined {
  const places = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [...places, ...elsewhere].find(runs) ?? [playwrightsOwn()].find(runs)
}

/** Asked only when there is no other: loading Playwright takes longer than starting a browser. */
function playwrightsOwn(): string {
  const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof Playwright
  return chromium.executablePath()
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** No window, no network of its own; without its sandbox only where there cannot be one. */
export const chromiumOptions = {
  headless: true,
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
