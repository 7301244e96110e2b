import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { faultTable } from '../../contract/fault-table.ts'
import { packageRoot } from '../../main/package-root.ts'
import { choiceWords, properNames } from '../../renderer/texts/choice-words.ts'
import { phrasesFrom } from '../../renderer/texts/phrases.ts'
import { phrases } from '../../renderer/texts/zh/phrases.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { dataIn } from './catalogue.ts'

/** All titles and descriptions of a JSON Schema, at any depth. */
function wordsOf(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return []
  return Object.entries(schema).flatMap(([key, value]) =>
    (key === 'title' || key === 'description') && typeof value === 'string' ? [value] : wordsOf(value),
  )
}

function stepPhrases(): string[] {
  return [...stepSchemas().values()].flatMap(({ descriptor: { title, summary, facts, options } }) => [
    title,
    summary,
    ...facts.map((fact) => fact.title),
    ...wordsOf(options),
  ])
}

/** Units that are words; signs and `px` are the same everywhere. */
function unitPhrases(): string[] {
  const properties = [...stepSchemas().values()].flatMap(({ descriptor }) =>
    Object.values((descriptor.options['properties'] ?? {}) as Record<string, { unit?: string; type?: string }>),
  )
  const written = properties.flatMap(({ unit, type }) => (unit && type !== undefined ? [unit] : []))
  return written.filter((unit) => /^\p{L}+$/u.test(unit) && unit !== 'px')
}

/** All values an option may be one of, at any depth. */
function choicesOf(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return []
  const { enum: choices = [] } = schema as { enum?: unknown[] }
  return [...choices.map(String), ...Object.values(schema).flatMap(choicesOf)]
}

function choicePhrases(): string[] {
  const choices = [...stepSchemas().values()].flatMap(({ descriptor }) => choicesOf(descriptor.options))
  return choices.filter((choice) => !Object.hasOwn(properNames, choice)).map(choiceWords)
}

function recipePhrases(): string[] {
  const files = globSync('recipes/*.yaml', { cwd: packageRoot })
  assert.ok(files.length > 10)
  return files.flatMap((file) => {
    const { name, summary } = parse(readFileSync(join(packageRoot, file), 'utf8')) as Record<string, string>
    return [name ?? '', summary ?? ''].filter((text) => text !== '')
  })
}

const faultPhrases = Object.values(faultTable)
  .flatMap(({ sentence, remedy }) => [sentence, remedy])
  .filter((text) => text !== '')

test('every step, option, choice, fact, built-in recipe and fault has its words in Chinese', () => {
  const wanted = new Set([...stepPhrases(), ...choicePhrases(), ...unitPhrases(), ...recipePhrases(), ...faultPhrases])
  assert.ok(wanted.size > 250, `${wanted.size} phrases were looked for`)
  assert.deepEqual(
    [...wanted].filter((phrase) => !Object.hasOwn(phrases, phrase)),
    [],
  )
})

test('the book of phrases can be used: a fault is said with its file in the right place', () => {
  const words = phrasesFrom(phrases)
  assert.equal(words('a b.jpg is empty.'), 'a b.jpg 是空的。')
  assert.equal(words('Resize'), '调整大小')
})

test('a phrase says the same data in Chinese', () => {
  const wrong = Object.entries(phrases).filter(
    ([english, chinese]) => dataIn(english).join() !== dataIn(chinese).join(),
  )
  assert.deepEqual(wrong, [])
})
