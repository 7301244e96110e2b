import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldApart } from './told-apart.ts'

function pathsOf(paths: string[]): string[] {
  const files = paths.map((path) => ({ path, file: new File([path], path) }))
  return toldApart(files).map(({ path }) => path)
}

test('of files with one name the first keeps it and the others are numbered', () => {
  assert.deepEqual(pathsOf(['DSC_1.jpg', 'DSC_1.jpg', 'z.jpg', 'DSC_1.jpg']), [
    'DSC_1.jpg',
    'DSC_1 2.jpg',
    'z.jpg',
    'DSC_1 3.jpg',
  ])
})

test('a number leads past the names that other files came with', () => {
  assert.deepEqual(pathsOf(['a.tar.gz', 'a.tar.gz', 'a 2.tar.gz']), ['a.tar.gz', 'a 3.tar.gz', 'a 2.tar.gz'])
})

test('names that some disk takes for one are told apart, in their folders', () => {
  assert.deepEqual(pathsOf(['in/A.jpg', 'in/a.JPG', 'a.jpg']), ['in/A.jpg', 'in/a 2.JPG', 'a.jpg'])
  assert.deepEqual(pathsOf(['caf\u00e9', 'cafe\u0301']), ['caf\u00e9', 'cafe\u0301 2'])
})

test('a hundred thousand files of one name are told apart while a person waits', () => {
  const paths = pathsOf(new Array<string>(100_000).fill('frame.png'))
  assert.deepEqual([new Set(paths).size, paths.at(-1)], [100_000, 'frame 100000.png'])
})
