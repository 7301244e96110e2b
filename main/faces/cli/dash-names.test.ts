import assert from 'node:assert/strict'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { runCommandLine } from './command-line.ts'
import { fakeWorld } from './testing/fake-world.ts'

test('a file whose name a shell passes on as an option is told how to be written', async () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { '-a.txt': 'a' })
  const said = async (word: string) => {
    const world = fakeWorld({ cwd: folder.path })
    const exitCode = await runCommandLine(['run', '--recipe', 'copy', '--out', 'out', word], world)
    return [exitCode, world.stderr.text.includes('For the file -a.txt write ./-a.txt, and ./* for all of them.')]
  }
  assert.deepEqual(await said('-a.txt'), [2, true])
  assert.deepEqual(await said('-b.txt'), [2, false])
})
