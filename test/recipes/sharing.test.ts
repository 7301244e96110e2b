import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { docxParts, pdfOf, zipOf } from '../fixtures/documents.ts'
import { RecipeRun } from './recipe-run.ts'

const author = 'Qxzwvy'

test('share-safely: nothing of the author is left in any result, the report lists what went, and the unknown stops', async () => {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Artist: author }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer()
  using run = new RecipeRun({
    'a/photo.jpg': photo,
    'a/letter.pdf': await pdfOf(author, photo),
    'a/report.docx': await zipOf(docxParts(author, photo)),
    'a/list.csv': `name\n${author}\n`,
  })
  const { exitCode, results, report, printed } = await run.run('share-safely')
  assert.equal(exitCode, 1, printed)
  assert.deepEqual([...results.keys()], ['a/letter.pdf', 'a/photo.jpg', 'a/report.docx'])
  for (const [name, content] of results) assert.ok(!content.includes(author), name)
  const told = report.map(({ outputs, code }) => code ?? String(outputs[0]?.facts?.['removed']))
  assert.equal(told[1], 'wrong-type')
  for (const [at, what] of [
    [0, 'Author'],
    [2, 'GPSLatitude'],
    [3, 'lastModifiedBy'],
  ] as const)
    assert.ok(told[at]?.split(', ').includes(what), told[at])
})
