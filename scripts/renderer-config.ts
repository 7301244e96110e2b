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
  plugins: [iconsInPage(), ownLanguagesOnly()],
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

/** Where the controls keep their words, each language in a file of its own. */
const wordsOfControls = /react-(?:aria|stately)[^?]*[\\/]intl[\\/][^?]*?([a-z]{2}-[A-Z]{2})\.m?js$/
const ownLanguages = ['en-US', 'zh-CN']

/** The controls know thirty languages and more; of those that the screens do not speak nothing is sent. */
function ownLanguagesOnly(): Plugin {
  return {
    name: 'own-languages-only',
    load(id) {
      const language = wordsOfControls.exec(id)?.[1]
      return language === undefined || ownLanguages.includes(language) ? null : 'export default undefined'
    },
  }
}

/** The icons stand in the page itself: drawn at once, and a `<use>` finds them by name. */
function iconsInPage(): Plugin {
  return {
    name: 'icons-in-page',
    transformIndexHtml: (html) =>
      html.replace('<!-- icons -->', () => readFileSync(join(root, 'ui/icons.svg'), 'utf8').trim()),
  }
}
