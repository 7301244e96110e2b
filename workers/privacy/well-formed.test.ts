import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { silencePart } from './silence-part.ts'
import { isWellFormed } from './well-formed.ts'

test('a text is well-formed whose tags are whole and whose elements end where they have to', () => {
  const sound = [
    '<?xml version="1.0"?>\n<!-- <b> --><a x="1>2" y=\'"\'><b/><c\n z = "/">1 &lt; 2</c><![CDATA[<d>]]></a>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
    'no markup',
  ]
  const broken = [
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a x=1/>',
    '<a/ x="1">',
    '<a x="<">',
    '<a x="1"y/>',
    '< a/>',
  ]
  assert.deepEqual([...sound, ...broken].filter(isWellFormed), sound)
})

const oneOf = (words: string) => fc.constantFrom(...words.split(' '))

const values = fc.array(
  fc.constantFrom(
    'C:\\Users\\qx\\',
    '/home/qx/a b',
    'file:///',
    '&quot;',
    "''",
    '>',
    '/>',
    '#',
    ' ',
    'TITLE',
    'AUTHOR',
    'x',
    '.',
    'Users:',
  ),
  { maxLength: 6 },
)
const attribute = oneOf(
  'w:instr w:author w:rsidR w:fldCharType w:xpath text:name text:fixed table:formula descr xlink:href',
)
const element = oneOf(
  'w:instrText w:delInstrText w:fldChar w:fldSimple w:dataBinding w:docVars w:p w:t Company text:title text:user-defined text:creator dc:creator svg:desc tableColumn author a:off',
)

/** A tag has each of its attributes once. */
const tags = fc.record({
  name: element,
  attributes: fc.uniqueArray(fc.tuple(attribute, values, fc.constantFrom('"', "'")), {
    maxLength: 3,
    selector: ([name]) => name,
  }),
})

interface Tag {
  name: string
  attributes: [string, string[], string][]
}

const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    values.map((words) => words.join('').replaceAll('>', '&gt;')),
    fc.tuple(tags, fc.array(tie('node'), { maxLength: 4 })).map(([tag, inside]) => written(tag, inside)),
  ),
}))

/** In none of these any format has another of the same name. */
const single = new Set(['Company', 'w:docVars'])

function written({ name, attributes }: Tag, inside: string[]): string {
  const said = attributes.map(
    ([key, words, quote]) => ` ${key}=${quote}${words.join('').replaceAll(quote, '')}${quote}`,
  )
  const held = inside.filter((each) => !single.has(name) || !each.includes(`<${name}`))
  return held.length === 0 ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${held.join('')}</${name}>`
}

test('whatever is in a part of a document, it is well-formed when its people are gone', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 4 }), (nodes) => {
      const part = `<office:document>${nodes.join('')}</office:document>`
      assert.ok(isWellFormed(part))
      assert.ok(isWellFormed(silencePart('content.xml', part).text))
    }),
    { numRuns: 3_000 },
  )
})
