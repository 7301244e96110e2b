import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { joinPackages } from './join-packages.ts'

function made(files: Record<string, string>) {
  const root = mkdtempDisposableSync(join(tmpdir(), 'mr-join-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root.path, 'from', path, '..'), { recursive: true })
    writeFileSync(join(root.path, 'from', path), text)
  }
  const from = join(root.path, 'from')
  const to = join(root.path, 'to')
  return { join: () => joinPackages(from, to), to, [Symbol.dispose]: () => root.remove() }
}

const latest = (version: string, file: string) =>
  `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: abc\n    size: 3\npath: ${file}\nsha512: abc\n`

test('the list for the updater has the files of every machine, whichever was done first', () => {
  using release = made({
    'mac-arm64/millrace-1.0.0-mac-arm64.zip': 'arm',
    'mac-arm64/latest-mac.yml': latest('1.0.0', 'millrace-1.0.0-mac-arm64.zip'),
    'mac-x64/millrace-1.0.0-mac-x64.zip': 'x64',
    'mac-x64/latest-mac.yml': latest('1.0.0', 'millrace-1.0.0-mac-x64.zip'),
    'linux-x64/latest-linux.yml': latest('1.0.0', 'millrace-1.0.0-linux-x86_64.AppImage'),
  })
  release.join()
  const { files } = parse(readFileSync(join(release.to, 'latest-mac.yml'), 'utf8')) as { files: { url: string }[] }
  assert.deepEqual(
    files.map(({ url }) => url),
    ['millrace-1.0.0-mac-arm64.zip', 'millrace-1.0.0-mac-x64.zip'],
  )
  assert.equal(readdirSync(release.to).length, 5)
})

test('the checksums are those of all that is published, as sha256sum has them', (t) => {
  using release = made({ 'a/one.deb': 'one', 'b/two.rpm': 'two', 'b/latest.yml': latest('1.0.0', 'x.exe') })
  release.join()
  assert.equal(readFileSync(join(release.to, 'SHA256SUMS.txt'), 'utf8').split('\n').length - 1, 3)
  if (process.platform !== 'linux') return t.skip('sha256sum is Linux’s')
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS.txt'], { cwd: release.to })
})

test('machines that disagree about the version, or made the same file, make no release', () => {
  using versions = made({ 'a/latest.yml': latest('1.0.0', 'a'), 'b/latest.yml': latest('1.0.1', 'b') })
  assert.throws(versions.join, /1\.0\.0 and 1\.0\.1/)
  using names = made({ 'a/x.deb': '1', 'b/x.deb': '2' })
  assert.throws(names.join, /Two machines made x\.deb/)
})
