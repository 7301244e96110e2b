import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderForResults } from './folder-for-results.ts'

const write = (path: string) => ({ path, access: 'write' as const })
const read = (path: string) => ({ path, access: 'read' as const })

test('the folder that was chosen stays, in whatever root it lies', () => {
  assert.equal(folderForResults('/out/web', [write('/a'), write('/out')]), '/out/web')
  assert.equal(folderForResults('C:\\Photos\\Web', [write('C:\\Photos')]), 'C:\\Photos\\Web')
  assert.equal(folderForResults('C:\\Web', [write('C:\\')]), 'C:\\Web')
})

test('a folder where no results may go makes room for the first one where they may', () => {
  assert.equal(folderForResults('/outside', [read('/outside'), write('/out')]), '/out')
  assert.equal(folderForResults('/output', [write('/out')]), '/out')
  assert.equal(folderForResults('', [read('/in')]), '')
})
