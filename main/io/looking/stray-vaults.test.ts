import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { systemClock } from '../../async/clock.ts'
import { DiskInquiry } from './disk-inquiry.ts'
import { strayVaults } from './stray-vaults.ts'

test('a vault with files of runs that nobody knows is found in, below and beside a folder, and stays as it is', async () => {
  using root = temporaryFolder()
  const tree = {
    'card/photos/.mr-vault/0123456789/0-a.jpg': 'only copy',
    'card/photos/.mr-vault/0123456789/1-b.jpg': 'another',
    'card/photos/sub/.mr-vault/aaaaaaaaaa/0-c.jpg': 'third',
    'card/photos/known/.mr-vault/bbbbbbbbbb/0-d.jpg': 'of a run that is known',
    'card/photos/other/.mr-vault/mine/e.jpg': 'of somebody else',
    'card/.mr-vault/cccccccccc/0-f.jpg': 'beside',
    'state/vault/dddddddddd/0-g.jpg': 'in the state folder',
  }
  writeTree(root.path, tree)
  const at = (path: string) => join(root.path, path)
  const asked = { folders: [at('card/photos'), at('missing')], vaults: [at('state/vault')] }
  const inquiry = new DiskInquiry({ clock: systemClock, limitMs: Infinity, silent: [] })
  assert.deepEqual(await strayVaults({ ...asked, inquiry, tokens: new Set(['bbbbbbbbbb']) }), [
    { path: at('state/vault'), files: 1 },
    { path: at('card/photos/.mr-vault'), files: 2 },
    { path: at('card/.mr-vault'), files: 1 },
    { path: at('card/photos/sub/.mr-vault'), files: 1 },
  ])
  assert.deepEqual(readTree(root.path), tree)
})
