import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iptcTexts } from './iptc-texts.ts'
import { xmpTexts } from './xmp-texts.ts'

test('a field of XMP is read as attribute, element and list, and of several languages the one for all', () => {
  const list = (kind: string) => `<dc:rights><rdf:${kind}><rdf:li xml:lang="de">A</rdf:li>
    <rdf:li xml:lang="x-default"> B &lt;&#x26;&#62; </rdf:li></rdf:${kind}></dc:rights>`
  for (const [xmp, wanted] of [
    [`<rdf:Description dc:rights = 'A &quot;B&quot;'/>`, ['A "B"']],
    ['<dc:rights xml:lang="de">A</dc:rights>', ['A']],
    ['<dc:rights>&constructor; &#x110000;</dc:rights>', ['&constructor; &#x110000;']],
    [list('Alt'), ['B <&>']],
    [list('Seq'), ['A', 'B <&>']],
    ['<dc:rights rdf:resource="A"/><dc:title>T</dc:title>', []],
    ['<dc:rights/><xdc:rights>A</xdc:rights>', []],
    ['<dc:rights><rdf:Bag><rdf:li><b>A</b></rdf:li></rdf:Bag></dc:rights>', []],
    ['<dc:rights>A', []],
  ] as const)
    assert.deepEqual(xmpTexts(xmp, 'dc:rights'), wanted, xmp)
})

test('a block of XMP of nothing but beginnings takes no time', { timeout: 5000 }, () => {
  for (const beginning of ['<dc:rights>', '<dc:rights ', ' dc:rights="', '<dc:rights><rdf:li>', ' dc:rights   '])
    xmpTexts(beginning.repeat(100_000), 'dc:rights')
})

test('words for archives that are cut anywhere are read as far as they go', () => {
  const field = (text: string) => Buffer.from(`\x1c\x02\x50\0${String.fromCharCode(text.length)}${text}`)
  const fields = Buffer.concat([field('Alpha'), field('Beta')])
  const block = Buffer.concat([Buffer.from('8BIM\x04\x04\x03abc\0\0\0'), Buffer.from([fields.length]), fields])
  assert.deepEqual(iptcTexts(block, 0x50), ['Alpha', 'Beta'])
  for (let length = 0; length < block.length; length += 1)
    assert.ok(iptcTexts(block.subarray(0, length), 0x50).length < 2, String(length))
})
