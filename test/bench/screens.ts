import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openServer } from '../../main/faces/server/open-server.ts'
import { openHost } from '../../main/host.ts'
import { packageRoot } from '../../main/package-root.ts'
import { buildRenderer } from '../../scripts/build-renderer.ts'
import { servePictures } from '../../scripts/pictures/serve-pictures.ts'
import { launchBrowser } from '../e2e/kit/screens.ts'
import { heapBytes, meter, scrollThrough, timedUntil } from './page-meter.ts'
import { hold, middle } from './ratio.ts'
import { writeHistory } from './write-history.ts'

const viewport = { width: 1280, height: 800 }

/** What a person feels in a browser: how soon a page is there, and whether it keeps up. */
export async function screens(): Promise<void> {
  const browser = await launchBrowser()
  try {
    await liveRows(browser)
    await longHistory(browser)
  } finally {
    await browser.close()
  }
}

/** The rows of a batch under way, with an engine that is made up: all that is measured is the renderer. */
async function liveRows(browser: Browser): Promise<void> {
  console.log('\n100,000 rows in a browser, scrolled while 400 files a second end')
  await using pictures = await servePictures()
  const open = async (rows: number) => {
    const page = await browser.newPage({ viewport })
    await page.goto(`${pictures.address}?rows=${rows}&live=400#/runs/harbour`)
    await page.locator('.area > .tr').first().waitFor()
    return page
  }
  const page = await open(100_000)
  const { longestMs, framesMs } = await meter(page, () => scrollThrough(page, { seconds: 10 }))
  hold('longest task, ms', longestMs, { atMost: 50 })
  hold('frames, the middle of all, ms', middle(framesMs), { atMost: 17 })
  hold('frames over 50 ms, of a hundred', (framesMs.filter((ms) => ms > 50).length / framesMs.length) * 100, {
    atMost: 1,
  })
  const large = await heapBytes(page)
  await page.close()
  const smaller = await open(5_000)
  await scrollThrough(smaller, { seconds: 10 })
  const small = await heapBytes(smaller)
  await smaller.close()
  hold('memory of 100,000 rows scrolled through beside that of 5,000', large / small, { atMost: 1.25 })
  console.log(`         ${(large / 1e6).toFixed(1)} MB and ${(small / 1e6).toFixed(1)} MB`)
}

/** A real server with a long history. */
async function longHistory(browser: Browser): Promise<void> {
  console.log('\n1,000,000 rows of history in a browser, over a real server')
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const stateFolder = join(folder.path, 'state')
  mkdirSync(stateFolder)
  writeFileSync(join(stateFolder, 'settings.json'), '{"server":{"roots":[]}}')
  const batch = writeHistory(stateFolder, 1_000_000)
  const { gzipKib } = await buildRenderer(join(packageRoot, 'out/renderer'))
  hold('the screens as they come over the line, kB gzip', gzipKib * 1.024, { atMost: 350 })
  await using host = await openHost({ stateFolder })
  await using server = await openServer(host, { host: '127.0.0.1', port: 0 })
  const page = await browser.newPage({ viewport })
  const loadMs = await timedUntil(
    () => page.goto(`${server.url}#token=${server.token}`),
    page.getByRole('button', { name: 'Choose files' }),
  )
  hold('loaded from this machine, ms', loadMs, { atMost: 1000 })
  const rows = page.locator('.area > .tr')
  const openMs = await timedUntil(() => goTo(page, `#/runs/${batch}`), rows.first())
  hold('opened, ms', openMs, { atMost: 1000 })
  await page.getByRole('button', { name: /^Done/ }).click()
  await rows.first().waitFor()
  await searched(page)
  const { longestMs, framesMs } = await meter(page, () => scrollThrough(page, { seconds: 5 }))
  hold('scrolled, longest task, ms', longestMs, { atMost: 50 })
  hold('scrolled, the middle frame, ms', middle(framesMs), { atMost: 17 })
  await page.close()
}

/** From the click or the last key until other rows are drawn, beside the two hundred milliseconds in which something feels immediate. */
async function searched(page: Page): Promise<void> {
  const first = page.locator('.area > .tr').first()
  const filtersMs: number[] = []
  for (const [name, found] of [
    [/^All/, 'IMG_1000000.jpg'],
    [/^Done/, 'IMG_1000001.jpg'],
    [/^All/, 'IMG_1000000.jpg'],
  ] as const)
    filtersMs.push(await timedUntil(() => page.getByRole('button', { name }).click(), first.getByText(found)))
  hold('a filter, the slowest of 3, ms', Math.max(...filtersMs), { atMost: 200 })
  const field = page.locator('.run-q input')
  const searchesMs: number[] = []
  for (const word of ['1000777', '1999999', '1500500'])
    searchesMs.push(await timedUntil(() => field.fill(word), first.getByText(`IMG_${word}.jpg`)))
  await field.fill('')
  await first.getByText('IMG_1000000.jpg').waitFor()
  hold('a search, the slowest of 3, ms', Math.max(...searchesMs), { atMost: 200 })
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
}
