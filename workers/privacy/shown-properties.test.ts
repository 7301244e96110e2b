import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silencePart } from './silence-part.ts'

function becomes(part: string, written: string, wanted: string): void {
  const { text } = silencePart(part, written)
  assert.equal(text, wanted)
  assert.deepEqual(silencePart(part, text), { text, said: [] })
}

test('what a page shows of a property that goes stays as the words it was', () => {
  const bound = (namespace: string): string =>
    `<w:sdtPr><w:dataBinding w:prefixMappings="xmlns:ns0='${namespace}' " w:xpath="/ns0:a[1]" w:storeItemID="{1}"/><w:text/></w:sdtPr><w:t>Report</w:t>`
  const names = ['package/2006/metadata/core-properties', 'officeDocument/2006/extended-properties']
  for (const name of [
    ...names.map((path) => `http://schemas.openxmlformats.org/${path}`),
    'http://schemas.microsoft.com/office/2006/metadata/properties',
  ])
    becomes('word/document.xml', bound(name), '<w:sdtPr><w:text/></w:sdtPr><w:t>Report</w:t>')
  const twoTags = bound(`http://schemas.openxmlformats.org/${names[0]}`).replace('"{1}"/>', '"{1}"></w:dataBinding>')
  becomes('word/document.xml', twoTags, '<w:sdtPr><w:text/></w:sdtPr><w:t>Report</w:t>')
  const own = bound('http://example.com/orders')
  becomes('word/document.xml', own, own)
})

test('a field that shows a property is not asked again by the program that opens the document', () => {
  const code = (name: string): string =>
    `/></w:r><w:r><w:instrText xml:space="preserve"> ${name} \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Report</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const begin = 'w:fldCharType="begin"'
  becomes(
    'word/header1.xml',
    `<w:fldChar ${begin}${code('TITLE')}`,
    `<w:fldChar w:fldLock="1" ${begin}${code('TITLE')}`,
  )
  for (const kept of [`<w:fldChar ${begin}${code('PAGE')}`, `<w:fldChar w:fldLock="1" ${begin}${code('AUTHOR')}`])
    becomes('word/header1.xml', kept, kept)
  becomes(
    'word/header1.xml',
    '<w:fldSimple w:instr=" DOCPROPERTY  Client "><w:r/></w:fldSimple>',
    '<w:fldSimple w:fldLock="1" w:instr=" DOCPROPERTY  Client "><w:r/></w:fldSimple>',
  )
  becomes(
    'word/document.xml',
    '<w:docVars><w:docVar w:name="who" w:val="Qx"/></w:docVars><w:fldSimple w:instr=" DOCVARIABLE who "><w:r/></w:fldSimple>',
    '<w:fldSimple w:fldLock="1" w:instr=" DOCVARIABLE who "><w:r/></w:fldSimple>',
  )
  becomes('styles.xml', '<text:title>Report</text:title>', '<text:title text:fixed="true">Report</text:title>')
  becomes(
    'content.xml',
    '<text:creation-date style:data-style-name="N1" text:fixed="false">1 May</text:creation-date><text:title/>',
    '<text:creation-date style:data-style-name="N1" text:fixed="true">1 May</text:creation-date><text:title/>',
  )
})

test('a field of LibreOffice that shows nothing, or is called as it likes, leaves the document one that opens', () => {
  const empty = '<text:user-defined style:data-style-name="N0" text:name="Info 1"/><text:title text:fixed="false" />'
  becomes('content.xml', empty, empty)
  becomes(
    'content.xml',
    '<text:user-defined text:name="a>b">1</text:user-defined>',
    '<text:user-defined text:name="a>b" text:fixed="true">1</text:user-defined>',
  )
})

test('a part of nothing but beginnings of fields is read through at once', { timeout: 10_000 }, () => {
  const begun = '<w:fldChar w:fldCharType="begin"'.repeat(10_000)
  becomes('word/document.xml', begun, begun)
  const simple = '<w:fldSimple '.repeat(30_000)
  becomes('word/document.xml', simple, simple)
})
