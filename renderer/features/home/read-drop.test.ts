import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDrop, readInput } from './read-drop.ts'

type Tree = { [name: string]: Tree | 'file' | 'broken' }

/** An entry as a browser hands it out: folders give a hundred at a time, and nothing at the end. */
function entry(path: string, of: Tree | 'file' | 'broken'): FileSystemEntry {
  if (typeof of === 'string') {
    const file = (resolve: (file: File) => void, reject: (error: unknown) => void) =>
      of === 'file' ? resolve(new File([], path)) : reject(new Error('gone'))
    return { isFile: true, fullPath: `/${path}`, file } as unknown as FileSystemEntry
  }
  const left = Object.entries(of).map(([name, inside]) => entry(`${path}/${name}`, inside))
  const readEntries = (resolve: (some: FileSystemEntry[]) => void) => resolve(left.splice(0, 100))
  return { isFile: false, fullPath: `/${path}`, createReader: () => ({ readEntries }) } as unknown as FileSystemEntry
}

function items(tree: Tree): DataTransferItem[] {
  return Object.entries(tree).map(
    ([name, of]) => ({ webkitGetAsEntry: () => entry(name, of) }) as unknown as DataTransferItem,
  )
}

test('a drop is gone through with all its folders, in order of path; what cannot be read is counted', async () => {
  const dropped = await readDrop(items({ b: { y: 'file', x: 'file', no: 'broken' }, a: 'file' }))
  assert.deepEqual(
    dropped.files.map(({ path }) => path),
    ['a', 'b/x', 'b/y'],
  )
  assert.deepEqual([dropped.unreadable, dropped.isCut], [1, false])
})

test('a drop of more files than a browser is good for says so', async () => {
  const most = 250
  const many = Object.fromEntries(Array.from({ length: most }, (_, nth) => [`${nth}`, 'file' as const]))
  const whole = await readDrop(items({ many }), most)
  assert.deepEqual([whole.files.length, whole.isCut], [most, false])
  const cut = await readDrop(items({ many, more: { one: 'file' } }), most)
  assert.deepEqual([cut.files.length, cut.isCut], [most, true])
})

test('files of one name, dropped or chosen together, are two files', async () => {
  const twice = [...items({ 'a.jpg': 'file' }), ...items({ 'a.jpg': 'file' })]
  const { files } = await readDrop(twice)
  const chosen = readInput([new File(['1'], 'a.jpg'), new File(['2'], 'a.jpg')])
  for (const given of [files, chosen])
    assert.deepEqual(
      given.map(({ path }) => path),
      ['a.jpg', 'a 2.jpg'],
    )
})
