import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodes } from './exit-code.ts'
import { said } from './testing/said.ts'

test('a word too many behind an action that takes one or two is named, and nothing is done', async () => {
  for (const [words, told] of [
    [['watch', 'edit', 'Night', 'Scans'], '`Scans` means nothing to `watch edit`, which only one word follows.'],
    [['watch', 'answer', 'Night', 'leave', 'it'], '`it` means nothing to `watch answer`, which only 2 words follow.'],
    [
      ['recipes', 'import', 'a.yaml', 'b.yaml'],
      '`b.yaml` means nothing to `recipes import`, which only one word follows.',
    ],
    [['recipes', 'export', 'a', 'b', 'c'], '`c` means nothing to `recipes export`, which only 2 words follow.'],
  ] as const) {
    const { exitCode, stderr, asked } = await said([...words], {})
    assert.deepEqual([exitCode, asked, stderr.split('\n')[0]], [exitCodes.usage, [], told])
  }
})
