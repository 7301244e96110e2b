import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipOf } from '../../test/fixtures/documents.ts'
import { cleanFile } from './clean-file.ts'
import { requireWhole } from './clean-office.ts'

const workbook = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook><sheets/></workbook>' }

async function stops(parts: Record<string, Buffer | string>, why: RegExp): Promise<void> {
  const bytes = await zipOf({ ...workbook, ...parts })
  await assert.rejects(cleanFile({ bytes, subject: 'a.xlsx' }), { code: 'wrong-type', why })
}

test('a workbook that fetches numbers by queries stops, since they say from where in a form that is packed once more', async () => {
  const queries = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'
  await stops({ 'customXml/item1.xml': queries }, /Power Query/)
  await stops({ 'customXml/item1.xml': Buffer.from(`\uFEFF${queries}`, 'utf16le') }, /Power Query/)
})

test('a part that is not written in UTF-8 stops and is named', async () => {
  const part = Buffer.from('\uFEFF<a>x</a>', 'utf16le')
  await stops({ 'customXml/item7.xml': part }, /^Its part customXml\/item7\.xml is not written in UTF-8\.$/)
})

test('a part that cleaning would have broken is not handed out; one that was broken before is nobody\u2019s fault here', () => {
  const part = { name: 'content.xml', subject: 'a.odt' }
  const cleaned = (before: string, after: string) => () => requireWhole({ before, after }, part)
  assert.throws(cleaned('<a><b/></a>', '<a><b/ c="d"></a>'), {
    code: 'result-wrong',
    why: 'Its part content.xml could not be opened after cleaning.',
  })
  cleaned('<a><b/></a>', '<a></a>')()
  cleaned('<a><b></a>', '<a></b>')()
})
