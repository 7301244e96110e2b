import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packedRights, toldRights } from './rights.ts'

test('an archive has plain files and programs, whatever the umask was, and private ones stay private', () => {
  const packed = {
    0o644: 0o644,
    0o664: 0o644,
    0o755: 0o755,
    0o775: 0o755,
    0o600: 0o600,
    0o640: 0o640,
    0o700: 0o700,
    0o444: 0o644,
  }
  for (const [mode, rights] of Object.entries(packed))
    assert.equal(packedRights(BigInt(mode) | 0o100000n), rights, mode)
})

test('rights that an archive does not tell are not those of a file that nobody may read', () => {
  assert.deepEqual([toldRights(0o100000), toldRights(0o100640), toldRights(0o4755)], [undefined, 0o640, 0o755])
})
