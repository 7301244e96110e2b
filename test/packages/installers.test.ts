import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { access, lstat, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { person } from '../desktop/kit/desktop-app.ts'
import { picture } from '../e2e/kit/photos.ts'
import { makePackages } from './kit/packaged-app.ts'

const run = promisify(execFile)
const tools = ['dpkg-deb', 'rpmbuild', '7za', 'desktop-file-validate']

/** It installs on the machine it runs on, which nobody expects of a test they did not ask for. */
async function whyNot(): Promise<string | false> {
  if (process.env['MILLRACE_PACKAGES'] !== 'all') return 'installs on this machine: npm run test:package'
  if (process.getuid?.() !== 0) return 'installing needs root'
  const missing: string[] = []
  for (const tool of tools.slice(0, 3)) await run('which', [tool]).catch(() => missing.push(tool))
  return missing.length > 0 ? `needs ${missing.join(', ')}` : false
}

/** Compressed with the least effort; a release's are about a third smaller. */
const mostMb = { deb: 90, rpm: 90, 'tar.gz': 90 }

const skip = await whyNot()
let made = ''
let tookMs = 0
const packageOf = async (kind: string) =>
  join(made, (await readdir(made)).find((name) => name.endsWith(kind)) ?? 'missing')
before(async () => {
  if (skip !== false) return
  made = await mkdtemp(join(tmpdir(), 'mr-packages-'))
  const { stdout } = await run('which', ['7za'])
  const startedMs = performance.now()
  await makePackages(['deb', 'rpm', 'tar.gz'], made, {
    ELECTRON_BUILDER_7ZIP_PATH: stdout.trim(),
    CUSTOM_FPM_PATH: join(import.meta.dirname, 'kit/fpm-standin'),
    STANDIN_NODE: process.execPath,
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
  })
  tookMs = performance.now() - startedMs
})
after(async () => {
  if (made !== '') await rm(made, { recursive: true })
})

test('every kind is made, and none is larger than it has to be', { skip }, async (t) => {
  t.diagnostic(`made in ${(tookMs / 1000).toFixed(0)} s`)
  for (const [kind, most] of Object.entries(mostMb)) {
    const megabytes = (await stat(await packageOf(kind))).size / 1e6
    t.diagnostic(`${kind} ${megabytes.toFixed(1)} MB, at most ${most}`)
    assert.ok(megabytes > 20 && megabytes <= most)
  }
})

test('the deb installs, millrace runs from it, and it goes without a trace', { skip }, async (t) => {
  const deb = await packageOf('deb')
  // The desktop's libraries are not needed to look at what is installed.
  await run('dpkg', ['--install', '--force-depends', deb])
  const { stdout: listed } = await run('dpkg', ['-L', 'millrace'], { maxBuffer: 2 ** 24 })
  const own = listed.split('\n').filter((path) => /millrace/i.test(path))
  try {
    await using ada = await person()
    await writeFile(join(ada.photos, 'a.png'), await picture(1, 'png'))
    const env = { MILLRACE_HOME: ada.state, HOME: ada.photos, PATH: '/usr/bin:/bin' }
    await run('millrace', ['run', '--recipe', 'web-ready-images', '--out', ada.results, ada.photos], { env, cwd: '/' })
    assert.notEqual((await readdir(ada.results)).length, 0)
    await integration(t)
  } finally {
    await run('dpkg', ['--purge', 'millrace'])
  }
  assert.ok(own.length > 100)
  // What its own scripts put there stands in no list.
  const byScripts = ['/usr/bin/millrace-desktop', '/etc/apparmor.d/millrace-desktop', '/opt/Millrace']
  for (const path of [...own, ...byScripts]) await assert.rejects(lstat(path), `${path} stays behind`)
})

/** How the desktop finds it: entry, kinds of files, links, file manager. */
async function integration(t: TestContext): Promise<void> {
  const entry = '/usr/share/applications/millrace-desktop.desktop'
  const { stdout } = await run('cat', [entry])
  for (const line of [
    /^Exec=\/opt\/Millrace\/millrace-desktop %U$/m,
    /^MimeType=.*inode\/directory/m,
    /x-scheme-handler\/millrace/,
    /application\/x-millrace-recipe/,
    /^\[Desktop Action process\]$/m,
  ])
    assert.match(stdout, line)
  await run('desktop-file-validate', [entry]).catch((error: { code?: unknown; stdout?: string }) => {
    if (error.code !== 'ENOENT') throw new Error(error.stdout)
    t.diagnostic('the desktop entry was not looked at by desktop-file-validate, which is not here')
  })
  for (const path of [
    '/usr/share/mime/packages/millrace-desktop.xml',
    '/usr/share/kio/servicemenus/millrace.desktop',
    '/usr/share/icons/hicolor/256x256/apps/millrace-desktop.png',
  ])
    await access(path)
}

test('the rpm says what machine it is for and holds the same', { skip }, async () => {
  const rpm = await packageOf('rpm')
  const { stdout } = await run('rpm', ['-qp', '--queryformat', '%{NAME} %{ARCH}', rpm])
  assert.equal(stdout, `millrace ${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}`)
  const { stdout: files } = await run('rpm', ['-qpl', rpm])
  for (const path of ['/usr/bin/millrace', '/opt/Millrace/resources/app.asar', '/opt/Millrace/resources/node'])
    assert.ok(files.split('\n').includes(path), path)
})

test('the tar.gz runs from wherever it is unpacked', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mr-unpacked-'))
  try {
    await run('tar', ['-xzf', await packageOf('tar.gz'), '-C', folder, '--strip-components=1'])
    const { stdout } = await run(join(folder, 'resources/bin/millrace'), ['recipes'], {
      env: { MILLRACE_HOME: folder, PATH: '/usr/bin:/bin' },
      maxBuffer: 2 ** 20,
    })
    assert.match(stdout, /photos-to-jpeg/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
