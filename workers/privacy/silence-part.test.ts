import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silencePart } from './silence-part.ts'

test('a name goes however the document writes it down, and what is read on the page stays', () => {
  const cases = [
    ['<dc:creator>Qx</dc:creator>', '<dc:creator>Author</dc:creator>'],
    ['<dc:creator xml:lang="de">Qx</dc:creator>', '<dc:creator xml:lang="de">Author</dc:creator>'],
    ['<meta:creator-initials>Q</meta:creator-initials>', '<meta:creator-initials>Author</meta:creator-initials>'],
    ['<w:ins w:id="a>b" w:author="Qx">', '<w:ins w:id="a>b" w:author="Author">'],
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

test('what a person is called in one part is the name of a table in another, and stays', () => {
  const table = '<table name="Sales" displayName="Sales" ref="A1:B2">'
  assert.deepEqual(silencePart('xl/tables/table1.xml', table), { text: table, said: [] })
  const person = silencePart('xl/persons/person.xml', '<person displayName="Qx" userId="q@x" providerId="AD"/>')
  assert.equal(person.text, '<person displayName="Author" userId="Author" providerId="Author"/>')
  const pivot = silencePart('xl/pivotCache/pivotCacheDefinition1.xml', '<pivotCacheDefinition refreshedBy="Qx">')
  assert.equal(pivot.text, '<pivotCacheDefinition refreshedBy="Author">')
})

test('whose view of a shared workbook is whose is not told, and views that people have named keep their names', () => {
  const views = [
    '<customWorkbookView name="Qx - Personal View" guid="{1}" mergeInterval="0" personalView="1"/>',
    "<x:customWorkbookView personalView='true' name='Q>x' guid='{2}'></x:customWorkbookView>",
    '<customWorkbookView name="For print" guid="{3}"/>',
  ]
  const { text, said } = silencePart('xl/workbook.xml', views.join(''))
  const wanted = [views[0]?.replace('Qx - Personal View', 'Author 1'), views[1]?.replace('Q>x', 'Author 2'), views[2]]
  assert.deepEqual([text, said], [wanted.join(''), ['name of a view', 'name of a view']])
  assert.deepEqual(silencePart('xl/workbook.xml', text), { text, said: [] })
  const byHand = '<customWorkbookView name="author 1" guid="{4}"/>'
  const other = silencePart('xl/workbook.xml', `${views[0]}${byHand}`).text
  assert.equal(other, `${views[0]?.replace('Qx - Personal View', 'Author 2')}${byHand}`)
  assert.equal(silencePart('xl/workbook.xml', other).text, other)
})

test('where linked files and printers are is not told, and what lies in the document is still found', () => {
  const rels = 'xl/externalLinks/_rels/externalLink1.xml.rels'
  for (const path of ['/Users/qx/', 'C:\\Users\\qx\\', '\\\\server\\qx\\', 'file:///C:\\qx\\', 'file:///home/qx/']) {
    const { text, said } = silencePart(rels, `<Relationship Id="a" Target="${path}b.xlsx" TargetMode="External"/>`)
    assert.match(text, /Target="(file:\/+)?b\.xlsx"/)
    assert.deepEqual(said, ['path of a linked file'])
    assert.deepEqual(silencePart(rels, text).said, [])
  }
  const inside =
    '<Relationship Id="a" Target="/xl/worksheets/sheet1.xml"/><Relationship Target="https://x/y" TargetMode="External"/>'
  assert.deepEqual(silencePart(rels, inside), { text: inside, said: [] })
  const fetched = silencePart(
    'xl/connections.xml',
    '<textPr sourceFile="C:\\Users\\qx\\a.csv" odcFile="/home/qx/b.odc">',
  )
  assert.equal(fetched.text, '<textPr sourceFile="a.csv" odcFile="b.odc">')
  const printer = '<config:config-item config:name="PrinterName" config:type="string">Qx</config:config-item>'
  assert.equal(silencePart('settings.xml', printer).text, printer.replace('Qx', ''))
  const letters = printer.replace('PrinterName', 'CurrentDatabaseDataSource')
  const filled = silencePart('settings.xml', letters)
  assert.deepEqual(filled, { text: letters.replace('Qx', ''), said: ['list of addresses'] })
})

test('what programs added to PowerPoint have noted at slides is not kept, and the slides go on pointing to it', () => {
  const head = '<p:tagLst xmlns:p="urn:p">'
  const written = `${head}<p:tag name="PATH" val="C:\\Users\\Qx>"/><p:tag name='ID' val='7'> </p:tag></p:tagLst>`
  const { text, said } = silencePart('ppt/tags/tag1.xml', written)
  assert.deepEqual([text, said], [`${head}</p:tagLst>`, ['tag of an add-in', 'tag of an add-in']])
  assert.equal(silencePart('ppt/tags/tag1.xml', '<tagLst><tag name="A" val="Qx"/></tagLst>').text, '<tagLst></tagLst>')
  const slide = '<p:custDataLst><p:tags r:id="rId1"/></p:custDataLst>'
  assert.deepEqual(silencePart('ppt/slides/slide1.xml', slide), { text: slide, said: [] })
})

test('where rows are fetched from, by whom and with what, is not told, only of which kind that is', () => {
  const excel =
    '<connection id="1" odcFile="b.odc"><dbPr connection="Provider=Microsoft.ACE.OLEDB.12.0;User ID=qx;Password=p;Data Source=C:\\Users\\qx\\a.accdb;Extended Properties=&quot;HDR=YES;&quot;" command="SELECT * FROM `C:\\Users\\qx\\a.xlsx`.`Sheet1$`"/>'
  const { text, said } = silencePart('xl/connections.xml', excel)
  assert.equal(
    text,
    '<connection id="1" odcFile="b.odc"><dbPr connection="Provider=Microsoft.ACE.OLEDB.12.0" command="SELECT * FROM `a.xlsx`.`Sheet1$`"/>',
  )
  assert.deepEqual(said, ['connection', 'path of a linked file'])
  assert.deepEqual(silencePart('xl/connections.xml', text).said, [])
  const odbc = silencePart('xl/connections.xml', "<dbPr connection='ODBC;DRIVER=SQL Server;SERVER=s;UID=qx'/>")
  assert.equal(odbc.text, "<dbPr connection='ODBC;DRIVER=SQL Server'/>")
  const word = '<w:connectString w:val="DSN=qx;DBQ=/home/qx/a.xls"/><w:query w:val="SELECT * FROM /home/qx/a.csv"/>'
  assert.equal(
    silencePart('word/settings.xml', word).text,
    '<w:connectString w:val=""/><w:query w:val="SELECT * FROM a.csv"/>',
  )
  const seen = '<w:t> connection="Provider=x;UID=qx" </w:t><dbPr command="SELECT a/b FROM t WHERE c = 1"/>'
  assert.deepEqual(silencePart('xl/connections.xml', seen), { text: seen, said: [] })
})

test('in which sessions of Word what was written is not told', () => {
  const { text, said } = silencePart(
    'word/document.xml',
    '<w:p w:rsidR="00A1" w:rsidRDefault=\'00A1\' w14:paraId="1"><w:r w:rsidRPr="00B2"><w:t> w:rsidR="x"</w:t></w:r></w:p>',
  )
  assert.equal(text, '<w:p w14:paraId="1"><w:r><w:t> w:rsidR="x"</w:t></w:r></w:p>')
  assert.deepEqual([...new Set(said)], ['rsids'])
})

test('what only is called like a preview is still pointed to', () => {
  const links =
    '<Relationship Id="a" Target="https://x/thumbnail.png" TargetMode="External"/><Relationship Id="d" Target="Thumbnails/list.html" TargetMode="External"/>'
  const picture = '<Relationship Id="b" Target="media/thumbnail.png"/>'
  const preview = '<Relationship Id="c" Target="/docProps/thumbnail.jpeg"/>'
  assert.equal(silencePart('_rels/.rels', links + picture + preview).text, links + picture)
})

test('when somebody commented or changed something is not told, and dates that are read on the page stay', () => {
  const cases = [
    ['word/document.xml', '<w:del w:id="1" w:date="2024-05-06T07:08:09Z"/>', '<w:del w:id="1"/>'],
    ['word/commentsExtensible.xml', '<w16cex:comment w16cex:dateUtc="2024-05-06T07:08:09Z">', '<w16cex:comment>'],
    ['xl/threadedComments/threadedComment1.xml', '<c ref="A1" dT="2024-05-06T07:08:09.10"/>', '<c ref="A1" dT="{}"/>'],
    ['xl/revisions/revisionHeaders.xml', '<header dateTime="2024-05-06T07:08:09Z">', '<header dateTime="{}">'],
    ['ppt/comments/comment1.xml', '<p:cm authorId="0" dt="2024-05-06T07:08:09.001"/>', '<p:cm authorId="0" dt="{}"/>'],
    ['ppt/comments/modernComment_1.xml', '<p188:cm created="2024-05-06T07:08:09"/>', '<p188:cm created="{}"/>'],
    [
      'xl/pivotCache/pivotCacheDefinition1.xml',
      '<pivotCacheDefinition refreshedDate="45418.1"/>',
      '<pivotCacheDefinition/>',
    ],
    ['content.xml', '<dc:date>2024-05-06T07:08:09</dc:date>', '<dc:date>{}</dc:date>'],
  ]
  for (const [name = '', written = '', wanted = ''] of cases) {
    const { text, said } = silencePart(name, written)
    assert.deepEqual([text, said], [wanted.replace('{}', '1970-01-01T00:00:00'), ['date of a comment or a change']])
    assert.deepEqual(silencePart(name, text).said, [])
  }
  const seen =
    '<w:date w:fullDate="2024-05-06T00:00:00Z"/><w:t> w:date="2024"</w:t><text:date text:date-value="2024-05-06"/><x created="2024-05-06"/>'
  assert.deepEqual(silencePart('word/document.xml', seen), { text: seen, said: [] })
})
