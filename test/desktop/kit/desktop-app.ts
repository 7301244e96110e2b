import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { packageRoot } from '../../../main/package-root.ts'
import { endApp } from './end-app.ts'
import { desktopHost } from './host.ts'

/** Folders of one person, kept from one start of the app to the next. */
export interface Person extends AsyncDisposable {
  /** Everything of Millrace lies here. */
  state: string
  /** Files of theirs. */
  photos: string
  /** Where results go when nothing else is said. */
  results: string
  env: Record<string, string>
}

export interface DesktopApp extends AsyncDisposable {
  app: ElectronApplication
  page: Page
  /** Errors of the page's code, and what its policy refused. */
  complaints: string[]
  /** What the app printed to stderr. */
  said: () => string
  /** Resolves with the exit code once the process has gone. */
  ended: Promise<number | null>
}

const stepMs = 90_000

export async function person(): Promise<Person> {
  const folder = await mkdtemp(join(tmpdir(), 'mr-desktop-'))
  const home = join(folder, 'home')
  const paths = {
    state: join(folder, 'state'),
    photos: join(home, 'photos'),
    results: join(home, 'Documents', 'Millrace'),
  }
  await mkdir(paths.photos, { recursive: true })
  const env = {
    ...(process.env as Record<string, string>),
    MILLRACE_HOME: paths.state,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
  }
  // A browser that was told to end may still put its things in order.
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  return { ...paths, env, [Symbol.asyncDispose]: remove }
}

export interface StartOptions {
  person: Person
  /** What follows the program on its command line. */
  words?: string[]
  /** Folder of a packaged app's resources; the build of this checkout unless given. */
  resources?: string
}

/** Whoever ran nothing yet is shown first what this is; an address that leads home is followed all the same. */
async function pastTheFirstPage(page: Page): Promise<void> {
  await page.locator('#root > *').first().waitFor()
  await page.evaluate(`if (['', '#/welcome'].includes(location.hash)) location.hash = '#/'`)
}

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: stepMs })
  await pastTheFirstPage(page)
  return page
}

/**
 * Starts the built app, as somebody would by its icon, and waits for its window. Disposing ends it, if it has not ended by itself; one that
 * shows no page is ended before this throws, with what it said.
 */
export async function startApp({ person: { env }, words = [], resources }: StartOptions): Promise<DesktopApp> {
  const host = desktopHost()
  const app = await _electron.launch({
    executablePath: host.executable,
    args: [...(resources === undefined ? [packageRoot] : []), ...words],
    env: {
      ...env,
      STANDIN_NODE: process.execPath,
      ...(resources === undefined ? {} : { STANDIN_RESOURCES: resources }),
    },
    timeout: stepMs,
  })
  let said = ''
  const child = app.process()
  child.stderr?.on('data', (text) => (said += String(text)))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  app.context().setDefaultTimeout(stepMs)
  const page = await firstPage(app).catch(async (error: unknown) => {
    await endApp(child)
    throw new Error(`The app showed no page. It said: ${said}`, { cause: error })
  })
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  return {
    app,
    page,
    complaints,
    said: () => said,
    ended,
    [Symbol.asyncDispose]: () => endApp(child),
  }
}
