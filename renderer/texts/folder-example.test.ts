import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderExample } from './folder-example.ts'

const november = new Date(2025, 10, 3, 9, 5).getTime()
const example = (template: string) => folderExample(template, november)

test('a folder that is made of dates is told as one of them, with all the folders it lies in', () => {
  assert.deepEqual(example('{out}/{date:YYYY}/{date:YYYY-MM}'), { folder: '2025/2025-11', varies: true })
  assert.deepEqual(example('{out}/{modified}'), { folder: '2025-11-03', varies: true })
})

test('a folder that is the same for every file is told as it is', () => {
  assert.deepEqual(example('{out}/old photos/done'), { folder: 'old photos/done', varies: false })
  assert.deepEqual(example('{out}'), { folder: '', varies: false })
})

test('what a file is called, or is of, is told by an example', () => {
  assert.deepEqual(example('{out}/{kind}'), { folder: 'Pictures', varies: true })
  assert.deepEqual(example('{camera|slug} {counter:3}'), { folder: 'EOS R6 001', varies: true })
})

test('what only a step finds out is called by its name', () => {
  assert.deepEqual(example('{out}/{sender}'), { folder: 'sender', varies: true })
})
