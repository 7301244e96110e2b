import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumOptions, findChromium } from '../../../scripts/find-chromium.ts'

export interface Screens extends AsyncDisposable {
  page: Page
  /** What the page complained about: errors of its code, and what its policy refused. */
  complaints: string[]
}

/** Longer than any step takes on a busy machine; a step that hangs says which one it was. */
const stepMs = 90_000

/** One browser for all tests of a file. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...chromiumOptions, executablePath: findChromium() })
}

/** A window of its own at the server's address, with no memory of others but that of having seen the first page; `new` has not. */
export async function openScreens(browser: Browser, address: string, who: 'known' | 'new' = 'known'): Promise<Screens> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true })
  context.setDefaultTimeout(stepMs)
  if (who === 'known') await context.addInitScript(seenBefore)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    const isPolicy = message.text().includes('Content Security Policy')
    if (isPolicy) complaints.push(message.text())
  })
  await page.goto(address)
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** Runs in the page. What was chosen there since stays. */
const seenBefore = `{
  const key = 'millrace.preferences'
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), welcomed: true }))
}`
