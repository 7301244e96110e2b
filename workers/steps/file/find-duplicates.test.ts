import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runGather } from '../../../test/suites/run-steps.ts'

const files = { 'b/copy of x.txt': 'same', 'a.txt': 'same', 'c/z.txt': 'same', 'other.txt': 'diff', e1: '', e2: '' }

const found = async (options: Record<string, unknown> = {}) => {
  const { bytes, result } = await runGather(files, [call('file.find-duplicates', options)], { family: 'file' })
  const lines = bytes.toString().split('\n')
  return { head: lines[0], lines: lines.slice(2, -1), result }
}

test('files of one content are listed with the one that is kept, and the others are told to leave', async () => {
  const { head, lines, result } = await found({ keep: 'first' })
  assert.equal(head, '6 files: 2 are copies of others (8 bytes). Kept: the first.')
  assert.deepEqual(lines, ['keep  a.txt', 'copy  b/copy of x.txt', 'copy  c/z.txt'])
  assert.deepEqual([result.extension, result.facts['files'], result.facts['duplicates']], ['txt', 6, 2])
  assert.deepEqual(
    result.aside?.map((path) => path.slice(path.lastIndexOf('/') + 1)),
    ['copy of x.txt', 'z.txt'],
  )
})

test('what is kept goes by the rule that was chosen', async () => {
  assert.deepEqual((await found({ keep: 'shortest' })).lines[0], 'keep  a.txt')
  assert.equal((await found({ keep: 'newest' })).lines.length, 3)
})

test('files without content are no copies of each other, and nothing is said of what is the only one', async () => {
  const { lines } = await found()
  assert.ok(!lines.some((line) => /e1|e2|other/.test(line)))
})
