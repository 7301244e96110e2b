import assert from 'node:assert/strict'
import { test } from 'node:test'
import { undoTotals } from '../../../contract/undo-totals.ts'
import { longestLineBytes } from '../../faces/attach/lines.ts'
import { UndoneFiles } from './undone-files.ts'

const undone = (n: number, gone: string[] = []) => ({
  path: `/in/${'folder '.repeat(20)}/${n}.jpg`,
  result: 'undone' as const,
  reason: '',
  ...(gone.length > 0 && { gone }),
})

test('an undo of very many files answers in one message that counts them all, and names those it left alone', () => {
  const files = new UndoneFiles()
  for (let n = 0; n < 200_000; n++) files.add(undone(n))
  files.add({ path: '/in/edited.jpg', result: 'left', reason: 'It was edited since.' })
  const { answer } = files
  assert.ok(Buffer.byteLength(JSON.stringify(answer)) < longestLineBytes)
  assert.deepEqual(undoTotals(answer), { undone: 200_000, left: 1, gone: 0 })
  assert.deepEqual([answer.files[0]?.path, answer.files.at(-1)?.path], [undone(0).path, '/in/edited.jpg'])
})

test('an undo of few files names each, with no count besides', () => {
  const files = new UndoneFiles()
  files.add(undone(1, ['/out/1']))
  assert.deepEqual(files.answer, { files: [undone(1, ['/out/1'])] })
  assert.deepEqual(undoTotals(files.answer), { undone: 1, left: 0, gone: 1 })
})

test('results that were not found are counted of files without a name as well', () => {
  const files = new UndoneFiles({ room: 100 })
  files.add(undone(1, ['/out/1', '/out/2']))
  assert.deepEqual(files.answer, { files: [], more: { undone: 1, left: 0, gone: 2 } })
})
