import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { chromiumOptions, findChromium } from '../../../scripts/find-chromium.ts'

export interface Chromium {
  /** Where its DevTools listen. */
  url: string
  process: ChildProcess
}

export interface ChromiumOptions {
  /** Kept from one start to the next, as Electron keeps what pages store. */
  profile: string
  /** Port of the server that answers for the app's own schemes. */
  schemePort: number
  switches: readonly string[]
}

const startMostMs = 30_000

/** A browser without a window that reaches nothing but the app's own schemes. Whoever starts it ends it. */
export async function startChromium({ profile, schemePort, switches }: ChromiumOptions): Promise<Chromium> {
  mkdirSync(profile, { recursive: true })
  const words = [
    '--headless=new',
    ...chromiumOptions.args,
    ...(chromiumOptions.chromiumSandbox ? [] : ['--no-sandbox']),
    '--disable-dev-shm-usage',
    '--no-startup-window',
    '--remote-debugging-port=0',
    // Nothing is said over the pipe: a browser that loses it ends, even where whoever started it was killed.
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--host-resolver-rules=MAP *.localhost 127.0.0.1:${schemePort},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1`,
    ...switches,
  ]
  // Where a session has no locale, names of files that are not ASCII would not come through a drop.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  const child = spawn(findChromium(), words, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  process.once('exit', () => child.kill('SIGKILL'))
  return { url: await printedUrl(child), process: child }
}

function printedUrl(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const late = setTimeout(() => reject(new Error('Chromium did not start in time.')), startMostMs)
  let said = ''
  const hear = (text: string) => {
    said = (said + text).slice(-10_000)
    const url = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1]
    if (url !== undefined) resolve(url)
  }
  child.stderr?.setEncoding('utf8').on('data', hear)
  child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)))
  return promise.finally(() => clearTimeout(late))
}
