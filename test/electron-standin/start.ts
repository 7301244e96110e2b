import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './api/app.ts'
import { browser } from './api/browser.ts'
import { place } from './api/place.ts'

// What the executable does: finds the app, as Electron would from its arguments or its resources, and runs it.

/** What Electron and Playwright say to the executable rather than to the app. */
const notForTheApp = /^--(no-sandbox|inspect(-brk)?=.*|remote-debugging-port=.*)$/
const words = process.argv.slice(2).filter((word) => !notForTheApp.test(word))
const resources = process.env['STANDIN_RESOURCES'] ?? ''
const folder = resources === '' ? resolve(words.shift() ?? '.') : await unpacked(resources)
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
  string,
  string | undefined
>
if (main === undefined || !existsSync(join(folder, main))) throw new Error(`no main in ${folder}/package.json`)
Object.assign(place, { appPath: folder, name: productName ?? name, version, isPackaged: resources !== '' })
Object.assign(process, { type: 'browser', resourcesPath: resources === '' ? folder : join(folder, '..') })
Object.defineProperty(process.versions, 'electron', { value: '45.0.0-standin' })
process.argv.splice(1, process.argv.length, ...(resources === '' ? [folder] : []), ...words)
// Playwright reaches Electron by it.
Object.assign(globalThis, { require: createRequire(import.meta.url) })

await import(pathToFileURL(join(folder, main)).href)
await browser.start(() => join(app.getPath('userData'), 'standin-profile'))
app.emit('ready', {}, {})

/** What only packages need is loaded only for them: a window is to be there soon. */
async function unpacked(from: string): Promise<string> {
  const { unpackedCopy } = await import('./unpacked-copy.ts')
  return unpackedCopy(from)
}
