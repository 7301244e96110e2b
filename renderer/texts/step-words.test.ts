import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import type { StepDescriptor } from '../../contract/step.ts'
import { aboutOptions } from './step-words.ts'
import { phrases } from './zh/phrases.ts'

before(async () => {
  await i18next.init({ lng: 'en', resources: {} })
  i18next.addResourceBundle('zh-Hans', 'phrases', phrases)
})

test('what is wrong with the options of a step names them as its form does, and anything else as it is', async () => {
  const options = { properties: { longest: { title: 'Longest side' }, width: { title: 'Width' } } }
  const resize = { title: 'Resize', summary: '', options } as unknown as StepDescriptor
  const wrong = 'Give either `longest`, or `percent`, or `width` and `height`, or one of them.'
  assert.equal(
    aboutOptions(wrong, resize),
    'Give either “Longest side”, or percent, or “Width” and height, or one of them.',
  )
  await i18next.changeLanguage('zh-Hans')
  assert.match(aboutOptions(wrong, resize), /^请给出 ?“最长边”/)
})
