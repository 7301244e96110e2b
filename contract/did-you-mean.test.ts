import assert from 'node:assert/strict'
import { test } from 'node:test'
import { didYouMean, nearest, quoted } from './did-you-mean.ts'

const options = ['longest', 'width', 'height', 'fit', 'enlarge']

test('a slip of the fingers finds the word that was meant', () => {
  const slips = {
    longst: 'longest',
    logenst: 'longest',
    Width: 'width',
    heigth: 'height',
    ft: 'fit',
    enlargee: 'enlarge',
  }
  for (const [slip, meant] of Object.entries(slips)) assert.equal(nearest(slip, options), meant, slip)
})

test('half a word finds the whole one', () => {
  assert.equal(nearest('resize', ['image.convert', 'image.resize']), 'image.resize')
  assert.equal(nearest('web-redy', ['copy', 'web-ready-images', 'thumbnails']), 'web-ready-images')
})

test('the whole word wins over a longer one that begins the same', () => {
  assert.equal(nearest('copy', ['copy-2', 'copy', 'copyright']), 'copy')
})

test('a word that is near to nothing gets all the choices while they are few', () => {
  assert.equal(didYouMean('zzz', ['a', 'b']), ' Known: `a`, `b`.')
  const many = Array.from({ length: 17 }, (_, n) => `choice-${n}`)
  assert.equal(didYouMean('zzz', many), '')
})

test('a text pasted by mistake is neither searched for nor quoted in full', () => {
  const pasted = 'x'.repeat(100_000)
  assert.equal(nearest(pasted, [pasted]), undefined)
  assert.ok(quoted(pasted).length < 70)
})
