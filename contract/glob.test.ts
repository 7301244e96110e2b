import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matchesGlob, parseGlob } from './glob.ts'

function matches(source: string, text: string): boolean {
  const parsed = parseGlob(source)
  assert.ok('glob' in parsed, source)
  return matchesGlob(parsed.glob, text)
}

test('stars, question marks and braces match as in a shell, whatever the case', () => {
  const yes = { '*': '', '*.jpg': 'A.JPG', 'IMG_????.*': 'img_0001.png', 'image/*': 'image/svg+xml' }
  for (const [glob, text] of Object.entries(yes)) assert.ok(matches(glob, text), glob)
  assert.ok(matches('*.{jpg,png}', 'x.png') && matches('a{b,}c', 'ac') && matches('*a*b*', 'xxaxxbxx'))
  assert.ok(!matches('*.jpg', 'a.jpeg') && !matches('a?', 'a') && !matches('image/*', 'video/mp4'))
})

test('braces that do not match, or make too much, are refused', () => {
  for (const source of ['', ' ', '{a', 'a}', '{a{b}}', '{a,b}'.repeat(7), '{a}'.repeat(1000)])
    assert.ok('problem' in parseGlob(source), source)
})

test('a glob agrees with the regular expression it stands for', () => {
  const unit = fc.constantFrom('a', 'b', '.', '*', '?')
  fc.assert(
    fc.property(
      fc.string({ unit, minLength: 1, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 }),
      (source, text) => {
        const expression = source.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
        assert.equal(matches(source, text), new RegExp(`^${expression}$`).test(text))
      },
    ),
    { numRuns: 2000 },
  )
})
