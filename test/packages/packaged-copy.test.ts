import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { parse, stringify } from 'yaml'
import { packageRoot } from '../../main/package-root.ts'
import { neededPackages } from '../../scripts/package/needed-packages.ts'
import { packageClosure } from '../../scripts/package/package-closure.ts'
import { person, startApp } from '../desktop/kit/desktop-app.ts'
import { wholeJourney } from '../desktop/kit/whole-journey.ts'
import { picture } from '../e2e/kit/photos.ts'
import { type PackagedApp, packagedApp, publishedAt } from './kit/packaged-app.ts'
import { updateServer } from './kit/update-server.ts'

/** On top of what Electron itself weighs; about a tenth more than it is. */
const most = { archiveMb: 4, besideMb: 48, nodeMb: 140 }

const isLinux = process.platform === 'linux'
const run = promisify(execFile)
let installed: PackagedApp
before(async () => {
  if (isLinux) installed = await packagedApp()
})
after(async () => {
  if (isLinux) await installed[Symbol.asyncDispose]()
})

const skip = isLinux ? false : 'made on Linux'

test('the archive has exactly what is needed: ours, and what the build asks for by name', { skip }, () => {
  const files = listPackage(join(installed.resources, 'app.asar'), { isPack: false }).map((name) => name.slice(1))
  const tops = new Set(files.map((name) => name.split('/')[0]))
  const ours = ['LICENSE', 'THIRD-PARTY-NOTICES.md', 'bin', 'node_modules', 'out', 'package.json', 'recipes']
  assert.deepEqual(
    [...tops].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    ours,
  )
  const wanted = packageClosure(packageRoot, neededPackages(join(packageRoot, 'out'))).map(({ name }) => name)
  const found = files
    .filter((name) => name.endsWith('/package.json') && isPackage(name))
    .map((name) => name.slice(0, -13))
  // Where a package lies among the others is electron-builder's to choose.
  const names = found.map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))
  assert.deepEqual([...new Set(names)].toSorted(), [...new Set(wanted)].toSorted())
  const leftovers = files.filter((name) => /\.(map|ts)$|\/(test|tests|benchmark|docs)\//.test(name))
  assert.deepEqual(leftovers, [])
})

/** Not one that lies deeper in a package for its own ends. */
function isPackage(name: string): boolean {
  return /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name)
}

test('everything the shipped Node runs lies beside the archive, and only what Electron loads in it', {
  skip,
}, async () => {
  const beside = join(installed.resources, 'app.asar.unpacked')
  const out = await readdir(join(beside, 'out'))
  for (const entry of ['cli.js', 'journal.js', 'io.js', 'process.js', 'thread.js', 'renderer'])
    assert.ok(out.includes(entry), entry)
  assert.ok(!out.some((name) => /^(desktop|preload)/.test(name)))
  assert.match(extractFile(join(installed.resources, 'app.asar'), 'out/preload.cjs').toString(), /contextBridge/)
  assert.ok((await readdir(join(beside, 'bin'))).includes('millrace.js'))
})

test('the fuses are shut', { skip }, async () => {
  const wire = await getCurrentFuseWire(join(installed.folder, 'millrace-desktop'))
  const isOn = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse])) === '1'
  const on = {
    cookies: FuseV1Options.EnableCookieEncryption,
    integrity: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    archive: FuseV1Options.OnlyLoadAppFromAsar,
  }
  const off = {
    node: FuseV1Options.RunAsNode,
    options: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    inspect: FuseV1Options.EnableNodeCliInspectArguments,
    file: FuseV1Options.GrantFileProtocolExtraPrivileges,
  }
  for (const [name, fuse] of Object.entries(on)) assert.ok(isOn(fuse), `${name} is off`)
  for (const [name, fuse] of Object.entries(off)) assert.ok(!isOn(fuse), `${name} is on`)
})

test('it is no larger than it has to be', { skip }, async (t) => {
  const megabytes = async (path: string) => {
    const { stdout } = await run('du', ['-sb', path])
    return Number(stdout.split('\t')[0]) / 1e6
  }
  const sizes = {
    archiveMb: (await stat(join(installed.resources, 'app.asar'))).size / 1e6,
    besideMb: await megabytes(join(installed.resources, 'app.asar.unpacked')),
    nodeMb: await megabytes(join(installed.resources, 'node')),
  }
  for (const [name, size] of Object.entries(sizes))
    t.diagnostic(`${name} ${size.toFixed(1)}, at most ${most[name as keyof typeof most]}`)
  assert.ok(Object.entries(sizes).every(([name, size]) => size <= most[name as keyof typeof most]))
})

test('millrace on the PATH runs a real job from a copy outside the checkout', { skip }, async () => {
  await using ada = await person()
  await writeFile(join(ada.photos, 'a.png'), await picture(1, 'png'))
  const env = { MILLRACE_HOME: ada.state, HOME: ada.photos, PATH: `${join(installed.resources, 'bin')}:/usr/bin:/bin` }
  const words = ['run', '--recipe', 'web-ready-images', '--out', ada.results, ada.photos]
  await run('millrace', words, { env, cwd: '/' })
  const [result = ''] = await readdir(ada.results)
  assert.ok((await readFile(join(ada.results, result))).length > 0)
  const { stdout } = await run('millrace', ['--version'], { env, cwd: '/' })
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
})

test('it knows where newer versions are published, looks there when asked, and offers what it fetched', {
  skip,
}, async () => {
  const file = join(installed.resources, 'app-update.yml')
  const settings = parse(await readFile(file, 'utf8')) as Record<string, string>
  assert.deepEqual(settings, { provider: 'generic', url: publishedAt, updaterCacheDirName: 'millrace-updater' })
  await using server = await updateServer()
  server.publish({ version: '99.0.0', file: '#!/bin/sh\n' })
  await writeFile(file, stringify({ ...settings, url: server.address }))
  await using ada = await person()
  const appImage = join(ada.state, '..', 'Millrace.AppImage')
  await writeFile(appImage, '#!/bin/sh\n', { mode: 0o755 })
  Object.assign(ada.env, { APPIMAGE: appImage, XDG_CACHE_HOME: join(ada.state, '..', 'cache') })
  await using started = await startApp({ person: ada, resources: installed.resources })
  const { page } = started
  await page.evaluate(`location.hash = '#/settings'`)
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('Millrace 99.0.0 is ready to be installed.').waitFor()
  await page.getByRole('button', { name: 'Install and restart' }).waitFor()
  // Quitting would put it in place, which is for Electron itself to show.
  await rm(appImage)
})

test('the whole journey is the same in the packaged app', { skip }, async () => {
  await using ada = await person()
  await wholeJourney({ person: ada, start: () => startApp({ person: ada, resources: installed.resources }) })
})
