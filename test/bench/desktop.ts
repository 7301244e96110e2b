import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { person, startApp } from '../desktop/kit/desktop-app.ts'
import { dragFiles } from '../desktop/kit/drag-files.ts'
import { desktopHost } from '../desktop/kit/host.ts'
import { seen } from '../desktop/kit/standin.ts'
import { chooseRecipe } from '../e2e/kit/steps.ts'
import { makeSmallFiles } from './make-inputs.ts'
import { hold, middle } from './ratio.ts'

const files = 10_000
const starts = 5
const runMostMs = 300_000

/** What a person feels of the desktop app: how soon its window is there, and whether it answers while many files run. */
export async function desktop(): Promise<void> {
  const { kind, version } = desktopHost()
  console.log(`\nthe desktop app on ${kind} ${version}`)
  // Electron itself tells nobody when its window was shown.
  if (kind === 'standin') await shown()
  await manyFiles()
}

async function shown(): Promise<void> {
  const shownMs: number[] = []
  for (let nth = 0; nth < starts; nth++) {
    await using ada = await person()
    await using started = await startApp({ person: ada })
    const [[, sinceStartMs] = []] = await seen(started.app, 'show')
    shownMs.push(Number(sinceStartMs))
  }
  hold(`window shown, the middle of ${starts} starts, ms`, middle(shownMs), { atMost: 1_500 })
}

async function manyFiles(): Promise<void> {
  await using ada = await person()
  makeSmallFiles(join(ada.photos, 'many'), files)
  await using started = await startApp({ person: ada })
  const { app, page } = started
  await chooseRecipe(page, 'Copy')
  await dragFiles(page, [join(ada.photos, 'many')])
  const run = page.getByRole('button', { name: 'Run 10,000 files' })
  await run.waitFor()
  await watchLoop(app)
  const startedMs = performance.now()
  await run.click()
  await page.locator('.head-s').getByText('Finished').waitFor({ timeout: runMostMs })
  const tookMs = performance.now() - startedMs
  const { busyMs, lateMs } = await readLoop(app)
  hold('longest stretch of work at once in the main process, ms', busyMs, { atMost: 50 })
  console.log(
    `         ${lateMs.toFixed(0)} ms with what the machine did in between; ${((files / tookMs) * 1000).toFixed(0)} files a second`,
  )
}

interface Watched {
  loop: { busyMs: number; lateMs: number }
}

/** Notes in the main process how much it worked, and how much time went by, from one turn of its loop to the next. */
async function watchLoop(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const worked = () => {
      const { user, system } = process.threadCpuUsage()
      return (user + system) / 1_000
    }
    const loop = { busyMs: 0, lateMs: 0 }
    let [atMs, workedMs] = [performance.now(), worked()]
    setInterval(() => {
      const [nowMs, nowWorkedMs] = [performance.now(), worked()]
      loop.busyMs = Math.max(loop.busyMs, nowWorkedMs - workedMs)
      loop.lateMs = Math.max(loop.lateMs, nowMs - atMs)
      ;[atMs, workedMs] = [nowMs, nowWorkedMs]
    }, 1)
    Object.assign(globalThis, { loop })
  })
}

function readLoop(app: ElectronApplication): Promise<Watched['loop']> {
  return app.evaluate(() => (globalThis as unknown as Watched).loop)
}
