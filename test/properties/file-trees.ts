import fc from 'fast-check'
import type { FileTree } from '../fixtures/files.ts'

const stem = fc.constantFrom('a', 'A', 'b', 'a 2', 'IMG_20210304_050607', 'what?', 'ü', '7')
const ending = fc.constantFrom('.txt', '.TXT', '.jpg', '.xmp', '.srt', '')
const folder = fc.constantFrom('', 'sub/', 'sub/deep/', 'd/')
const content = fc.constantFrom('', '1', '22', '1\n2\n')

/** Files below a folder, whose names clash, belong together or are hard to write elsewhere. */
export function fileTree(root: string, most: number): fc.Arbitrary<FileTree> {
  const path = fc.tuple(folder, stem, ending).map((parts) => `${root}/${parts.join('')}`)
  return fc.dictionary(path, content, { maxKeys: most })
}
