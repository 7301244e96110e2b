import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { giveBack } from './give-back.ts'
import { identityOf } from './identity.ts'

/** A file of the person that is not in its place, and a folder of attempts. */
function astray() {
  const folder = fs.mkdtempDisposableSync(join(tmpdir(), 'millrace-give-back-'))
  const [home, out] = ['home', 'out'].map((name) => join(folder.path, name)) as [string, string]
  for (const path of [home, out]) fs.mkdirSync(path)
  const [path, attempt] = [join(home, 'a.txt'), join(out, '.mr-1-0-1w.0')]
  fs.writeFileSync(path, 'only copy')
  fs.utimesSync(path, 1_500_000_000, 1_500_000_000)
  const identity = identityOf(fs.lstatSync(path, { bigint: true }))
  const back = () => giveBack({ originals: [{ path, identity }], attempts: [join(out, 'no.0'), attempt] })
  const text = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null)
  return {
    home,
    path,
    attempt,
    back,
    state: () => [text(path), text(attempt)],
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

test('a file that was moved, or copied with its time and removed, goes back', () => {
  using moved = astray()
  fs.renameSync(moved.path, moved.attempt)
  moved.back()
  assert.deepEqual(moved.state(), ['only copy', null])
  using copied = astray()
  fs.cpSync(copied.path, copied.attempt, { preserveTimestamps: true })
  fs.rmSync(copied.path)
  copied.back()
  assert.deepEqual(copied.state(), ['only copy', null])
})

test('what is another file, or stands in its place, or has lost its folder, stays as it is', () => {
  using other = astray()
  fs.rmSync(other.path)
  fs.writeFileSync(other.attempt, 'something')
  other.back()
  assert.deepEqual(other.state(), [null, 'something'])
  using both = astray()
  fs.renameSync(both.path, both.attempt)
  fs.writeFileSync(both.path, 'a newer one')
  both.back()
  assert.deepEqual(both.state(), ['a newer one', 'only copy'])
  using homeless = astray()
  fs.renameSync(homeless.path, homeless.attempt)
  fs.rmdirSync(homeless.home)
  homeless.back()
  assert.deepEqual(homeless.state(), [null, 'only copy'])
})
