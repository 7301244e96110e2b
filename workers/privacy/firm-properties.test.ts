import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftOutAs } from './left-out.ts'
import { silencePart } from './silence-part.ts'

const server = 'http://schemas.microsoft.com/office/2006/metadata/properties'

test('what the server of a firm says of a document goes: with whom it was shared, for which client, in which library', () => {
  const { text, said } = silencePart(
    'customXml/item2.xml',
    `<?xml version="1.0" encoding="utf-8"?><p:properties xmlns:p="${server}"><documentManagement><SharedWithUsers><UserInfo><DisplayName>Qx</DisplayName><AccountId>7</AccountId></UserInfo></SharedWithUsers></documentManagement></p:properties>`,
  )
  assert.match(text, /<documentManagement\/>/)
  assert.deepEqual(said, ['DisplayName', 'AccountId'])
  assert.deepEqual(silencePart('customXml/item2.xml', text), { text, said: [] })
  const other = '<orders xmlns="http://example.com/orders"><docId>7</docId></orders>'
  assert.deepEqual(silencePart('customXml/item3.xml', other), { text: other, said: [] })
})

test('the address of the firm that belongs to a cover page goes, shown or not', () => {
  const cover = 'xmlns="http://schemas.microsoft.com/office/2006/coverPageProps"'
  const { text, said } = silencePart(
    'customXml/item1.xml',
    `<CoverPageProperties ${cover}><PublishDate/><CompanyAddress>Qx</CompanyAddress></CoverPageProperties>`,
  )
  assert.ok(!text.includes('Qx') && text.includes(cover))
  assert.deepEqual(said, ['CompanyAddress'])
  assert.deepEqual(silencePart('customXml/item1.xml', text).said, [])
})

test('the label that a firm puts on a document goes, which names the firm, and so do numbers of the document', () => {
  assert.equal(leftOutAs('docMetadata/LabelInfo.xml'), 'label of a firm')
  const link = '<Relationship Id="a" Target="docMetadata/LabelInfo.xml"/>'
  assert.equal(silencePart('_rels/.rels', `${link}<b/>`).text, '<b/>')
  const ids = '<w15:docId w15:val="{1}"/><xr:revisionPtr revIDLastSave="0" documentId="8_{1}"/>'
  assert.deepEqual(silencePart('word/settings.xml', ids), { text: '', said: ['docId', 'revisionPtr'] })
})

test('from which computer PowerPoint last changed a presentation, and when, is not told', () => {
  assert.equal(leftOutAs('ppt/revisionInfo.xml'), 'history of changes')
  const link = '<Relationship Id="rId9" Target="revisionInfo.xml"/>'
  assert.equal(silencePart('ppt/_rels/presentation.xml.rels', `${link}<b/>`).text, '<b/>')
  const type =
    '<Override PartName="/ppt/revisionInfo.xml" ContentType="application/vnd.ms-powerpoint.revisioninfo+xml"/>'
  assert.equal(silencePart('[Content_Types].xml', type).text, '')
})
