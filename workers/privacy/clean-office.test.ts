import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipOf } from '../../test/fixtures/documents.ts'
import { cleanFile } from './clean-file.ts'

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
