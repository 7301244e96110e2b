import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silencePart } from './silence-part.ts'

test('a name goes however the document writes it down, and what is read on the page stays', () => {
  const cases = [
    ['<dc:creator>Qx</dc:creator>', '<dc:creator>Author</dc:creator>'],
    ['<dc:creator xml:lang="de">Qx</dc:creator>', '<dc:creator xml:lang="de">Author</dc:creator>'],
    ['<meta:creator-initials>Q</meta:creator-initials>', '<meta:creator-initials>Author</meta:creator-initials>'],
    ['<w:ins w:date="a>b" w:author="Qx">', '<w:ins w:date="a>b" w:author="Author">'],
    ['<w:ins w:author="Q\'x">', '<w:ins w:author="Author">'],
    ["<w:ins w:author='Q\"x'>", "<w:ins w:author='Author'>"],
  ]
  for (const [written = '', wanted] of cases) {
    const { text, said } = silencePart('content.xml', written)
    assert.deepEqual([text, said.length], [wanted, 1])
    assert.deepEqual(silencePart('content.xml', text).said, [])
  }
  const text = '<w:t xml:space="preserve"> author="Qx"</w:t>'
  assert.deepEqual(silencePart('word/document.xml', text), { text, said: [] })
  const empty = silencePart('word/settings.xml', '<w:rsids x="1"/><w:t>Fine</w:t><w:rsids x="2"><y/></w:rsids>')
  assert.deepEqual(empty, { text: '<w:t>Fine</w:t>', said: ['rsids', 'rsids'] })
  const blank = '<author/><t>Dear all</t><author x="1"/><t>Fine</t>'
  assert.equal(silencePart('content.xml', blank).text, blank)
})
