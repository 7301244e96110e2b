import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silencePart } from './silence-part.ts'

const quote = '&quot;'

function requireSilent(part: string, cases: readonly (readonly [written: string, wanted: string])[]): void {
  for (const [written, wanted] of cases) {
    const { text, said } = silencePart(part, written)
    assert.deepEqual([text, new Set(said)], [wanted, new Set(['path of a linked file'])], written)
    assert.deepEqual(silencePart(part, text).said, [], 'a second reading finds nothing more')
  }
}

test('where a picture was on the computer of whoever put it in is not told, though its description says so', () => {
  requireSilent('word/document.xml', [
    ['<wp:docPr id="1" descr="C:\\Users\\Qx\\R&amp;D\\a.png"/>', '<wp:docPr id="1" descr="a.png"/>'],
    ['<pic:cNvPr name="\\\\server\\Qx\\a.png">', '<pic:cNvPr name="a.png">'],
    ['<wp:docPr descr="Macintosh HD:Users:Qx:My Pictures:a.png"/>', '<wp:docPr descr="a.png"/>'],
    ["<p:cNvPr descr='/Users/Qx/a.png'/>", "<p:cNvPr descr='/a.png'/>"],
    ['<v:shape alt="Description: C:\\Users\\O\'Qx\\a.jpg">', '<v:shape alt="Description: a.jpg">'],
    [
      '<v:imagedata o:href="file:///C:\\Qx\\a.jpg" src="D:/Qx/a.jpg"/>',
      '<v:imagedata o:href="file:///a.jpg" src="a.jpg"/>',
    ],
    ['<wp:docPr descr="/home/Qx/a.png and /home/Qx/b.png"/>', '<wp:docPr descr="/a.png and /b.png"/>'],
    ['<wp:docPr descr="C:\\Qx\\a.png and \\\\server\\Qx\\b.png"/>', '<wp:docPr descr="a.png and b.png"/>'],
    ['<wp:docPr descr="C:\\Qx\\a.png and D:\\Qx\\b c.png"/>', '<wp:docPr descr="a.png and b c.png"/>'],
    ['<webPr url="file:///C:/Qx/a.htm"/>', '<webPr url="file:///a.htm"/>'],
  ])
})

test('what a field of Word fetches loses its folders, also where its code stands in several pieces', () => {
  const piece = (code: string): string => `<w:instrText xml:space="preserve">${code}</w:instrText>`
  const between = '</w:r><w:proofErr w:type="spellStart"/><w:r>'
  requireSilent('word/document.xml', [
    [
      piece(' INCLUDEPICTURE "C:\\\\My Qx\\\\a.png" \\* MERGEFORMAT '),
      piece(' INCLUDEPICTURE "a.png" \\* MERGEFORMAT '),
    ],
    [piece(' LINK Excel.Sheet \\\\\\\\server\\\\Qx\\\\a.xlsx \\a '), piece(' LINK Excel.Sheet a.xlsx \\a ')],
    [
      piece(' HYPERLINK "file:///C:\\\\Us') + between + piece('ers\\\\Qx\\\\a.docx" \\o "t/u"'),
      piece(' HYPERLINK "file:///a.docx" \\o "t/u"') + between + piece(''),
    ],
    [
      `<w:fldSimple w:instr=" INCLUDETEXT ${quote}C:\\\\Qx\\\\a.docx${quote} \\c ${quote}x/y${quote}">`,
      `<w:fldSimple w:instr=" INCLUDETEXT ${quote}a.docx${quote} \\c ${quote}x/y${quote}">`,
    ],
    [
      `<w:fldSimple w:instr="INCLUDETEXT ${quote}C:\\\\My Qx\\\\Own Qx\\\\a b.docx${quote}"/>`,
      `<w:fldSimple w:instr="INCLUDETEXT ${quote}a b.docx${quote}"/>`,
    ],
    [`<w:instrText/></w:r>${piece('LINK C:\\\\Qx\\\\a.docx')}`, `<w:instrText/></w:r>${piece('LINK a.docx')}`],
  ])
})

test('a document of LibreOffice does not tell in which folders the files are that it points to', () => {
  requireSilent('content.xml', [
    ['<draw:image xlink:href="file:///home/Qx/a.png"/>', '<draw:image xlink:href="file:///a.png"/>'],
    ['<text:a xlink:href="/home/Qx/a.odt">', '<text:a xlink:href="/a.odt">'],
    ['<svg:desc>file:///home/Qx/a.png</svg:desc>', '<svg:desc>file:///a.png</svg:desc>'],
    [
      '<c table:formula="of:=\'file:///home/Qx/a.ods\'#$S.A1/2"/>',
      '<c table:formula="of:=\'file:///a.ods\'#$S.A1/2"/>',
    ],
    [
      '<config:config-item config:name="ColorTableURL">file:///home/Qx/.config/a</config:config-item>',
      '<config:config-item config:name="ColorTableURL">file:///a</config:config-item>',
    ],
  ])
})

test('addresses, places within the document, and paths that are read on the page stay', () => {
  const kept = [
    '<w:t>C:\\Users\\Qx\\a.png title="C:\\Users\\Qx\\a.png"</w:t>',
    '<wp:docPr descr="Before/after of https://example.com/home/a/b.png, 1/2"/>',
    '<wp:docPr descr="Users: Anna, Ben: both"/>',
    '<draw:image xlink:href="Pictures/a/b.png"/>',
    '<x:hyperlink location="Sheet1!A1"/>',
    '<office:cell office:string-value="C:\\Users\\Qx\\a.png"/>',
    '<w:instrText> DATE \\@ "dd/MM/yyyy HH:\\\\mm/ss" \\* MERGEFORMAT </w:instrText>',
    '<text:a xlink:href="https://example.com/#/home/a/b?in=/Users/a/C:/b">',
    '<w:instrText> HYPERLINK "https://example.com/-/home/a/b" </w:instrText>',
    '<tableColumn id="1" name="\\\\Qx\\Processor(_Total)\\% Processor Time"/>',
    '<numFmt formatCode="h:\\ mm\\ ss"/>',
    '<c table:formula="of:=[.A1]/[.B1]/2"/>',
  ].join('')
  assert.deepEqual(silencePart('content.xml', kept), { text: kept, said: [] })
})

test('a text of nothing but beginnings of paths is read through at once', () => {
  const tag = `<a descr="${'file:'.repeat(100_000)}"/>`
  assert.equal(silencePart('a.xml', tag).text, tag)
})
