import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { eventsPage } from './events.ts'
import { fieldsOf, membersOf, textsOf } from './interface-fields.ts'

test('fields of an interface are found with their comments, of one line or more', () => {
  const source = 'export interface A extends B {\n  a: string\n  /**\n   * Two\n   * lines.\n   */\n  b?: 1 | 2\n}\n'
  assert.deepEqual(fieldsOf(source, 'A'), [
    { name: 'a', isOptional: false, type: 'string', words: '' },
    { name: 'b', isOptional: true, type: '1 | 2', words: 'Two lines.' },
  ])
  assert.throws(() => fieldsOf(source, 'C'))
  assert.deepEqual(textsOf("export type T = 'a' | 'b'\n", 'T'), ['a', 'b'])
})

test('the page of events tells of every event the engine has', () => {
  const source = readFileSync(new URL('../../contract/event.ts', import.meta.url), 'utf8')
  const members = membersOf(source, 'EngineEvent')
  const declared = source.slice(source.indexOf('export type EngineEvent')).match(/type: '/g)
  assert.equal(members.length, declared?.length)
  const untold = eventsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.includes('type: ') && line.endsWith('|  |'))
  assert.deepEqual(untold, [])
})
