import { Devtools } from '../chromium/devtools.ts'
import { SchemeServer } from '../chromium/scheme-server.ts'
import { startChromium } from '../chromium/start-chromium.ts'

interface TargetInfo {
  targetInfo: { targetId: string; openerId?: string }
}

const ready = Promise.withResolvers<void>()
let devtools: Devtools | undefined

/** The one Chromium below all windows. */
export const browser = {
  schemes: new SchemeServer(),
  /** Taken until it starts. */
  switches: [] as string[],
  isSandboxed: false,
  isReady: false,
  ready: ready.promise,
  /** Told when a tab has gone. */
  onGone: new Map<string, () => void>(),

  get devtools(): Devtools {
    if (!devtools) throw new Error('Cannot create BrowserWindow before app is ready')
    return devtools
  },

  /** `profile` is asked for as late as Electron would. Tells its DevTools on stderr, where Playwright looks for them. */
  async start(profile: () => string): Promise<void> {
    const schemePort = await browser.schemes.listen()
    const starting = startChromium({ profile: profile(), schemePort, switches: browser.switches })
    // Node loads its WebSocket when it is first named, which takes as long as half of a browser's start.
    void WebSocket.name
    const { url } = await starting
    devtools = await Devtools.connect(url)
    devtools.listen('', (method, params) => browserSaid(method, params))
    await devtools.ask('Target.setDiscoverTargets', { discover: true })
    browser.isReady = true
    ready.resolve()
    process.stderr.write(`\nDevTools listening on ${url}\n`)
  },
}

/** A tab that a page opened by itself is closed again: whether it may is decided by the app, which has no way to say yes here. */
function browserSaid(method: string, params: TargetInfo & { targetId: string }): void {
  if (method === 'Target.targetDestroyed') browser.onGone.get(params.targetId)?.()
  if (method !== 'Target.targetCreated') return
  const { targetId, openerId } = params.targetInfo
  if (openerId !== undefined && browser.onGone.has(openerId))
    void browser.devtools.ask('Target.closeTarget', { targetId }).catch(() => {})
}
