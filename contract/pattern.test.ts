import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePattern, replaceMatches } from './pattern.ts'

function replaced(source: string, text: string, replacement: string): string {
  const parsed = parsePattern(source)
  assert.ok('pattern' in parsed, source)
  return replaceMatches(parsed.pattern, text, replacement)
}

test('groups, classes, repeats and edges mean what they mean everywhere', () => {
  assert.equal(replaced('^IMG_(\\d{4})(\\d\\d)', 'IMG_202405', '$1-$2'), '2024-05')
  assert.equal(replaced('[^a-z0-9\\]]+', 'a b]_c', '-'), 'a-b]-c')
  assert.equal(replaced('\\bcat\\b', 'cat concat', 'dog'), 'dog concat')
  assert.equal(replaced('(?:ab|a)(c?)$', 'xabc', '[$0|$1]'), 'x[abc|c]')
  assert.equal(replaced('\\p{L}+?', 'äb1', '$$'), '$$1')
  assert.equal(replaced('.', '😀a', 'x'), 'xx')
})

test('what cannot run in linear time, or at all, is refused with the reason', () => {
  const refused = {
    '(a)\\1': /back-references/,
    '(?=a)': /look-around/,
    '(?<n>a)': /named/,
    '(': /group/,
    '[z-a]': /range/i,
    '(a{100}){100}': /too large/,
  }
  for (const [source, reason] of Object.entries(refused)) {
    const parsed = parsePattern(source)
    assert.match('problem' in parsed ? parsed.problem : '', reason, source)
  }
})

/** Patterns over few letters, so that they match often. */
const source = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '^', '$', '\\b', '\\d'),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => left + right),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => `(${left}|${right})`),
    // A repeat of what may be empty keeps its last group here and loses it in RegExp: those are left out.
    fc
      .constantFrom('a', '[ab]', '(ab)', '(?:a|b)')
      .chain((atom) => fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,2}').map((times) => atom + times)),
  ),
})).any

test('a replacement is the one RegExp makes', () => {
  fc.assert(
    fc.property(source, fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 8 }), (pattern, text) => {
      const expected = text.replace(
        new RegExp(pattern, 'gsu'),
        (match, ...rest) => `<${match}|${typeof rest[0] === 'string' ? rest[0] : ''}>`,
      )
      assert.equal(replaced(pattern, text, '<$0|$1>'), expected)
    }),
    { numRuns: 3000 },
  )
})

test('patterns that take RegExp for ever take no time', () => {
  const before = process.threadCpuUsage()
  for (const source of ['(?:a+)+$', '(a*)*b', '(?:a|a)*c', `${'a?'.repeat(60)}${'a'.repeat(60)}b`])
    assert.equal(replaced(source, `${'a'.repeat(999)}!`, 'x'), `${'a'.repeat(999)}!`)
  // What this thread has worked: on a busy machine it waits for its turn besides.
  assert.ok(process.threadCpuUsage(before).user < 5_000_000)
})

test('a pattern is read at once, or refused: nothing repeated for ever, brackets in brackets', () => {
  assert.equal(replaced('(?:){999999999}a', 'ba', '-'), 'b-')
  for (const [open, close] of [
    ['(', ')'],
    ['(?:', ')'],
    ['a|', ''],
  ] as const)
    assert.deepEqual(parsePattern(`${open.repeat(20_000)}a${close.repeat(20_000)}`), {
      problem: 'the pattern is too large',
    })
  assert.ok('pattern' in parsePattern(`${'('.repeat(60)}a${')'.repeat(60)}`))
})
