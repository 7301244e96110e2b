import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'
import { giveBack } from './give-back.ts'
import { identityOf } from '../looking/identity.ts'

/** A file of the person that is not in its place, and a folder of attempts, its own if none is given. */
function astray(out = fs.mkdtempSync(join(tmpdir(), 'millrace-give-back-'))) {
  const folder = fs.mkdtempDisposableSync(join(tmpdir(), 'millrace-give-back-'))
  const home = join(folder.path, 'home')
  fs.mkdirSync(home)
  const [path, attempt] = [join(home, 'a.txt'), join(out, '.mr-0123456789-1-0-1w.0')]
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
    [Symbol.dispose]: () => {
      folder[Symbol.dispose]()
      fs.rmSync(out, { recursive: true, force: true })
    },
  }
}

test('a file that was moved goes back', () => {
  using moved = astray()
  fs.renameSync(moved.path, moved.attempt)
  assert.deepEqual(moved.back(), [])
  assert.deepEqual(moved.state(), ['only copy', null])
})

test('from another disk it goes back too', { skip: whyOneVolume() }, () => {
  using other = otherVolume()
  using moved = astray(other.path)
  fs.cpSync(moved.path, moved.attempt, { preserveTimestamps: true })
  fs.rmSync(moved.path)
  assert.deepEqual(moved.back(), [])
  assert.deepEqual(moved.state(), ['only copy', null])
})

test('what is another file stays as it is, though it has the same time', () => {
  using other = astray()
  fs.rmSync(other.path)
  fs.writeFileSync(other.attempt, 'something')
  assert.deepEqual(other.back(), [])
  assert.deepEqual(other.state(), [null, 'something'])
  using copied = astray()
  fs.cpSync(copied.path, copied.attempt, { preserveTimestamps: true })
  fs.rmSync(copied.path)
  assert.deepEqual(copied.back(), [])
  assert.deepEqual(copied.state(), [null, 'only copy'])
  using linked = astray()
  fs.linkSync(linked.path, linked.attempt)
  assert.deepEqual(linked.back(), [])
})

test('what cannot go back is told, so that it is not removed', () => {
  using taken = astray()
  fs.renameSync(taken.path, taken.attempt)
  fs.writeFileSync(taken.path, 'a newer one')
  assert.deepEqual(taken.back(), [taken.attempt])
  assert.deepEqual(taken.state(), ['a newer one', 'only copy'])
  using homeless = astray()
  fs.renameSync(homeless.path, homeless.attempt)
  fs.rmdirSync(homeless.home)
  assert.deepEqual(homeless.back(), [homeless.attempt])
  assert.deepEqual(homeless.state(), [null, 'only copy'])
})

test('a file that was moved into the folder of a program goes back, or the folder is told', () => {
  using moved = astray()
  const inFolder = join(moved.attempt, 'b.d', 'orig')
  fs.mkdirSync(join(moved.attempt, 'b.d'), { recursive: true })
  fs.renameSync(moved.path, inFolder)
  fs.writeFileSync(moved.path, 'a newer one')
  assert.deepEqual(moved.back(), [moved.attempt])
  fs.rmSync(moved.path)
  assert.deepEqual(moved.back(), [])
  assert.equal(fs.readFileSync(moved.path, 'utf8'), 'only copy')
})
