import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InlineConfig, Plugin } from 'vite'
import { packageRoot } from '../main/package-root.ts'

const root = join(packageRoot, 'renderer')

/** How the screens are built: no inline script or style, addresses relative to the page, so that a strict policy and any host will do. */
export const rendererConfig: InlineConfig = {
  root,
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [iconsInPage()],
  build: {
    target: 'chrome140',
    cssTarget: 'chrome140',
    modulePreload: { polyfill: false },
    // A picture in the code would be a `data:` address, which is harder to allow and to keep.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
}

/** The icons stand in the page itself: drawn at once, and a `<use>` finds them by name. */
function iconsInPage(): Plugin {
  return {
    name: 'icons-in-page',
    transformIndexHtml: (html) =>
      html.replace('<!-- icons -->', () => readFileSync(join(root, 'ui/icons.svg'), 'utf8').trim()),
  }
}
