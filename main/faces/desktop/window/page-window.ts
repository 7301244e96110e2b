import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { PageFacts } from '../channels.ts'
import { appOrigin } from '../own-page.ts'

/** Built beside this module, see `scripts/build.ts`. */
const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url))

/** A window for one of our own pages, with the only preferences any of them has. Nothing is shown and nothing loaded yet. */
export function pageWindow(options: BrowserWindowConstructorOptions): BrowserWindow {
  const facts: PageFacts = { platform: process.platform as PageFacts['platform'], version: app.getVersion() }
  return new BrowserWindow({
    ...options,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      additionalArguments: [`--millrace=${JSON.stringify(facts)}`],
    },
  })
}

/** The page at a place behind `#`. */
export function pageAddress(hash = ''): string {
  return `${appOrigin}/index.html${hash}`
}
