import fc from 'fast-check'
import { zipOf } from '../fixtures/documents.ts'
import type { FileTree, GivenTree } from '../fixtures/files.ts'

const stem = fc.constantFrom('a', 'A', 'b', 'a 2', 'IMG_20210304_050607', 'what?', 'ü', '7')
const ending = fc.constantFrom('.txt', '.TXT', '.jpg', '.xmp', '.srt', '')
const folder = fc.constantFrom('', 'sub/', 'sub/deep/', 'd/')
const content = fc.constantFrom('', '1', '22', '1\n2\n')

/** With names that clash, in folders, and one that would lie outside and is refused. */
const archive = fc.constantFrom(
  await zipOf({ 'a.txt': '1', 'sub/a.txt': '22', 'x.TXT': '' }),
  await zipOf({ 'A.txt': '1', 'a.txt': '2', 'b.jpg': '22' }),
  await zipOf({ 'b.txt': '1', '../b.txt': '2' }),
)

/** Files below a folder, whose names clash, belong together or are hard to write elsewhere, with an archive now and then. */
export function fileTree(root: string, most: number): fc.Arbitrary<GivenTree> {
  const path = fc.tuple(folder, stem, ending).map((parts) => `${root}/${parts.join('')}`)
  const packed = fc.dictionary(fc.constantFrom(`${root}/a.zip`, `${root}/sub/a.zip`), archive, { maxKeys: 1 })
  return fc
    .tuple(fc.dictionary(path, content, { maxKeys: most }), packed)
    .map(([files, more]) => ({ ...files, ...more }))
}

/** So many that there is time to interrupt, and that half of them want the name of another. */
export const manyClashing: FileTree = Object.fromEntries(
  Array.from({ length: 80 }, (_, n) => [
    `in/many/${n % 7 === 0 ? 'x/' : ''}m${n % 40}.${n < 40 ? 'txt' : 'jpg'}`,
    `${n}`,
  ]),
)
