import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FactInfo, fileFacts } from './facts.ts'
import { parseTemplate, type Template, type TemplateUse } from './template.ts'

function parsed(text: string, use: TemplateUse = 'name'): Template {
  const result = parseTemplate(text, { use, facts: fileFacts })
  assert.ok('template' in result, JSON.stringify(result))
  return result.template
}

/** `position: message` of everything wrong. */
function wrong(text: string, use: TemplateUse = 'name'): string[] {
  const result = parseTemplate(text, { use, facts: fileFacts })
  return 'problems' in result ? result.problems.map(({ at, message }) => `${at}: ${message}`) : []
}

const shape = ({ components }: Template) =>
  components.map((parts) => parts.map((part) => (part.kind === 'text' ? part.text : part.source)))

test('a template is text and tokens, cut at its slashes', () => {
  assert.deepEqual(shape(parsed('{stem}-{width}w')), [['{stem}', '-', '{width}', 'w']])
  assert.deepEqual(shape(parsed('{out}/a{path}/{date:YYYY}/', 'folder')), [['a', '{path}'], ['{date:YYYY}']])
  assert.deepEqual(shape(parsed('{out}', 'folder')), [])
  assert.deepEqual(shape(parsed('', 'folder')), [])
  assert.deepEqual(shape(parsed('{{a}} }{stem}')), [['{a} }', '{stem}']])
})

test('it knows what it needs, and what of that comes late', () => {
  const { facts, lateFacts } = parsed('{stem}-{width}-{stem|upper}-{pages}')
  assert.deepEqual({ facts, lateFacts }, { facts: ['stem', 'width', 'pages'], lateFacts: ['width', 'pages'] })
})

test('a pattern may hold braces, bars and colons inside its brackets', () => {
  const [[token] = []] = parsed('{stem|replace:(?:a|b){2}[}|:]\\::x\\|$1|max:3}').components
  assert.ok(token?.kind === 'token')
  const [replace, max] = token.transforms
  assert.ok(replace?.kind === 'replace')
  assert.deepEqual([replace.pattern.source, replace.replacement], ['(?:a|b){2}[}|:]:', 'x|$1'])
  assert.deepEqual(max, { kind: 'max', letters: 3 })
})

test('unknown words are pointed at with the nearest right one', () => {
  assert.deepEqual(wrong('a-{stm}-{widht}'), [
    '3: There is no token `{stm}`. Did you mean `stem`?',
    '9: There is no token `{widht}`. Did you mean `width`?',
  ])
  assert.deepEqual(wrong('{stem|lowr}'), ['6: There is no change called `lowr`. Did you mean `lower`?'])
  assert.deepEqual(wrong('{date:yyyy-MM}'), ['6: `yyyy` is no part of a date. Did you mean `YYYY`?'])
  assert.deepEqual(wrong('{date:YYYY-mm}'), ['11: `mm` is minutes. Did you mean `MM`, the month?'])
})

test('each wrong detail of a token has its own sentence', () => {
  const sentences: [string, RegExp][] = [
    ['{stem', /^0: This `{` has no `}`/],
    ['{stem|replace:[a:b}', /^14: This `\[` has no `\]`. Write `\\\[` for the sign itself\.$/],
    ['{stem|replace:(a[b]:c}', /^14: This `\(` has no `\)`/],
    ['{stem|replace:a{2:b}', /^0: This `{` has no `}`/],
    ['{stem:3}', /^6: This token takes nothing/],
    ['{counter:x}', /^9: .* count of digits/],
    ['{date:YYYY/MM}', /^10: A date cannot contain `\/`/],
    ['{stem|max:0}', /^6: `max` needs a count/],
    ['{stem|replace:a}', /^6: `replace` needs/],
    ['{stem|replace:[z-a]:b}', /^6: The pattern `\[z-a\]` cannot be used/],
    ['{size}', /^1: There is no token `\{size\}`/],
    ['x{out}', /^2: `\{out\}` can only stand at the very beginning/],
  ]
  for (const [text, sentence] of sentences) assert.match(wrong(text).join('\n'), sentence, text)
})

test('no template of a folder can lead out of the output folder', () => {
  for (const text of ['/etc', '{out}/../x', '..', 'a/./b', 'a//b', '~/x', 'C:/x', 'a\\b', '{out}//x'])
    assert.notDeepEqual(wrong(text, 'folder'), [], text)
  for (const text of ['.../x', '{out}/.hidden', 'a..b', '{stem}..']) assert.deepEqual(wrong(text, 'folder'), [], text)
})

test('no template of a name can make a folder', () => {
  for (const text of ['', 'a/b', 'a\\b', 'a\0b', 'a\nb', '\udc80'])
    assert.notDeepEqual(wrong(text), [], JSON.stringify(text))
})

test('what is known only of the result can be in a name, not in a folder', () => {
  assert.deepEqual(wrong('{width}'), [])
  assert.match(wrong('a/{width}', 'folder').join(), /^2: `\{width\}` is known only when the result is there/)
})

test('a key is a text that is compared, not a folder, and is known before the result', () => {
  for (const text of ['/x/{stem}', '../{stem}', 'a\\b', '{stem}//']) assert.deepEqual(wrong(text, 'key'), [], text)
  const [late = ''] = wrong('{width}', 'key')
  assert.match(
    late,
    /^0: `\{width\}` is known only when the result is there: it cannot say which files belong together\.$/,
  )
})

test('facts that steps declare are tokens too', () => {
  const facts = new Map<string, FactInfo>([...fileFacts, ['camera', { kind: 'any', when: 'early' }]])
  assert.ok('template' in parseTemplate('{camera|slug}', { use: 'folder', facts }))
})
