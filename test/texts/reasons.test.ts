import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { packageRoot } from '../../main/package-root.ts'
import { phrasesFrom, sentencesOf } from '../../renderer/texts/phrases.ts'
import { phrases } from '../../renderer/texts/zh/phrases.ts'
import { engineTexts } from './engine-texts.ts'

/** A phrase with its data left out, however it is called. */
const bare = (text: string): string => text.replaceAll(/\{\w*\}/g, '{}')
const known = new Set(Object.keys(phrases).flatMap((phrase) => [phrase, bare(phrase)]))
/** Options may be told of with or without a full stop; the engine adds it. */
const isPhrase = (text: string): boolean => [text, `${text}.`].some((each) => known.has(each) || known.has(bare(each)))
/** What is put in between sentences is looked at where it is said. */
const isKnown = (text: string): boolean => isPhrase(text) || sentencesOf(text.replace(/ \{\}$/, '')).every(isPhrase)

test('every reason the engine can give has its words in Chinese', () => {
  const said = engineTexts()
  assert.ok(said.length > 400, `${said.length} sentences were looked at`)
  const missing = said.filter(({ text }) => !isKnown(text)).map(({ path, line, text }) => `${path}:${line} ${text}`)
  assert.deepEqual(missing, [])
})

test('what a fault is about, where that is no file, has its words in Chinese', () => {
  const files = globSync('{contract,main,renderer,workers}/**/*.ts', { cwd: packageRoot })
  const sources = files.filter((path) => !/\.test\.ts$|[/\\]testing[/\\]/.test(path))
  const subjects = sources.flatMap((path) => {
    const text = readFileSync(join(packageRoot, path), 'utf8')
    return Array.from(
      text.matchAll(/(?:subject: |tooLong\()'((?:the|an?|this) [^']+)'/gi),
      ([, subject = '']) => subject,
    )
  })
  assert.ok(subjects.length > 10, `${subjects.length} were looked at`)
  assert.deepEqual(
    subjects.filter((subject) => !Object.hasOwn(phrases, subject)),
    [],
  )
})

test('a reason with data, with a phrase inside it, or of several sentences is said whole in Chinese', () => {
  const words = phrasesFrom(phrases)
  assert.equal(words('The entry a/b.txt is a link.'), '条目 a/b.txt 是链接。')
  assert.equal(words('It is a web page.'), '它是网页。')
  assert.equal(words('There is no step `x`. Did you mean `y`?'), '没有步骤 `x`。您是指 `y` 吗？')
  assert.equal(
    words('Expected a number of at most 100, found the number `300`.'),
    '应为最多 100 的数字，实际为数字 `300`。',
  )
  const { why } = new Fault('worker-crashed', { subject: 'x', why: 'Its process was ended by SIGKILL.' })
  assert.equal(words(why), '它的进程被 SIGKILL 结束。')
})
