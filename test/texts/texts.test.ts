import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileFacts } from '../../contract/facts.ts'
import { packageRoot } from '../../main/package-root.ts'
import { en } from '../../renderer/texts/en.ts'
import { zh } from '../../renderer/texts/zh.ts'
import { bare, dataIn, flattened } from './catalogue.ts'
import { usedTexts } from './used-texts.ts'

const english = flattened(en)
const chinese = flattened(zh)

const screens = globSync('renderer/{app,features,ui,texts,state,link}/**/*.{ts,tsx}', { cwd: packageRoot }).filter(
  (path) => !path.endsWith('.test.ts') && !/texts\/(en|zh)(\/|\.ts)/.test(path),
)
const used = new Map(screens.map((path) => [path, usedTexts(join(packageRoot, path))] as const))

test('every text of the screens is in the catalogue', () => {
  const wrong = [...used].flatMap(([path, { bare: texts }]) =>
    texts.map(({ line, text }) => `${path}:${line}: “${text}”`),
  )
  assert.ok(screens.length > 150, `${screens.length} files were looked at`)
  assert.deepEqual(wrong, [])
})

test('the Chinese catalogue has every text, and none of its own', () => {
  const wanted = new Set([...english.keys()].map(bare))
  const there = new Set([...chinese.keys()].map(bare))
  assert.deepEqual(
    [...wanted].filter((key) => !there.has(key)),
    [],
    'in English only',
  )
  assert.deepEqual(
    [...there].filter((key) => !wanted.has(key)),
    [],
    'in Chinese only',
  )
})

test('plural forms are those of the language: two in English, one in Chinese', () => {
  const forms = (texts: Map<string, string>, form: string) => [...texts.keys()].filter((key) => key.endsWith(form))
  assert.deepEqual(forms(chinese, '_one'), [])
  assert.deepEqual(
    forms(english, '_one').filter((key) => !english.has(key.replace(/_one$/, '_other'))),
    [],
  )
  assert.deepEqual(
    forms(english, '_other').filter((key) => !english.has(key.replace(/_other$/, '_one'))),
    [],
  )
  assert.deepEqual(
    forms(english, '_other').filter((key) => !chinese.has(key)),
    [],
  )
})

test('a text says the same data in both languages', () => {
  const wrong = [...chinese].flatMap(([key, text]) => {
    const wanted = dataIn(english.get(key) ?? '')
    const said = dataIn(text)
    return wanted.join() === said.join() ? [] : [`${key}: ${wanted.join(' ')} but ${said.join(' ')}`]
  })
  assert.deepEqual(wrong, [])
})

test('every fact of a file has a name for people', () => {
  const missing = [...fileFacts.keys()].filter((fact) => !english.has(`recipe.facts.${fact}`))
  assert.deepEqual(missing, [])
})

test('what the engine says is shown in the language of the screens, never as it comes', () => {
  const asItComes = /\bshown\(\s*(?:\w+\??\.)*(?:message|reason|remedy|why|note)\b/
  assert.deepEqual(
    screens.filter((path) => asItComes.test(readFileSync(join(packageRoot, path), 'utf8'))),
    [],
  )
})

test('no text is left that nobody says', () => {
  const keys = new Set([...used.values()].flatMap((file) => file.keys))
  const patterns = [...keys]
    .filter((key) => /^[\w-]+[.*]/.test(key) && key.includes('*') && key !== '*')
    .map(
      (key) =>
        new RegExp(
          `^${key
            .split('*')
            .map((part) => RegExp.escape(part))
            .join('[^.]+')}$`,
        ),
    )
  const isSaid = (key: string) => keys.has(key) || patterns.some((pattern) => pattern.test(key))
  assert.deepEqual(
    [...new Set([...english.keys()].map(bare))].filter((key) => !isSaid(key)),
    [],
  )
})

test('no text is empty, begins or ends with a blank, or has straight quotes', () => {
  const wrong = [...english, ...chinese].filter(([, text]) => text.trim() !== text || text === '' || /["']/.test(text))
  assert.deepEqual(wrong, [])
})
