import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Facts, fileFacts } from '../../contract/facts.ts'
import { parseTemplate, type Template, type TemplateUse } from '../../contract/template.ts'
import { describeTemplate, fillTemplate } from './template.ts'

function parsed(text: string, use: TemplateUse): Template {
  const result = parseTemplate(text, { use, facts: fileFacts })
  assert.ok('template' in result, JSON.stringify(result))
  return result.template
}

function name(text: string, facts: Facts): string {
  const filled = fillTemplate(parsed(text, 'name'), { facts, zone: 'UTC' })
  assert.ok('components' in filled, JSON.stringify(filled))
  return filled.components.join('/')
}

const folder = (text: string, facts: Facts) => fillTemplate(parsed(text, 'folder'), { facts, zone: 'UTC' })

test('tokens become what is known of the file', () => {
  const facts = { stem: 'IMG_1', ext: 'jpg', name: 'IMG_1.jpg', parent: 'Trip', counter: 7, width: 800, modified: 0 }
  assert.equal(name('{parent} {stem}.{ext} {name}', facts), 'Trip IMG_1.jpg IMG_1.jpg')
  assert.equal(name('{counter}-{counter:3}-{width}w', facts), '7-007-800w')
  assert.equal(name('{date}_{date:YYYYMMDD}_{modified:HHmm}', facts), '1970-01-01_19700101_0000')
  assert.equal(name('{date:YYYY}', { ...facts, date: '2024:05:01 10:00:00' }), '2024')
})

test('changes are made in order', () => {
  const facts = { stem: 'Ünser  SOMMER_2024 (1)' }
  assert.equal(name('{stem|slug}', facts), 'unser-sommer-2024-1')
  assert.equal(name('{stem|slug|max:5|upper}', facts), 'UNSER')
  assert.equal(name('{stem|title}', facts), 'Ünser  Sommer_2024 (1)')
  assert.equal(name('{stem|replace:\\s*\\((\\d)\\)$:-$1|lower}', facts), 'ünser  sommer_2024-1')
  assert.equal(name('{stem|slug}', { stem: '夏の写真 1' }), '夏の写真-1')
})

test('max counts letters and never cuts one in two', () => {
  assert.equal(name('{stem|max:2}', { stem: '😀😀😀' }), '😀😀')
})

test('a path stays folders in a folder, vanishes when empty, and is one word in a name', () => {
  assert.deepEqual(folder('{out}/{path}/x', { path: 'a/b' }), { components: ['a', 'b', 'x'] })
  assert.deepEqual(folder('{out}/{path|upper}', { path: 'a/b' }), { components: ['A', 'B'] })
  assert.deepEqual(folder('{path}/x', { path: '' }), { components: ['x'] })
  assert.deepEqual(folder('p-{path}', { path: 'a/b' }), { components: ['p-a', 'b'] })
  assert.equal(name('{path}', { path: 'a/b' }), 'a_b')
  assert.deepEqual(fillTemplate(parsed('{path}', 'key'), { facts: { path: 'a/b' }, zone: 'UTC' }), {
    components: ['a', 'b'],
  })
})

test('what is missing or cannot be written is named', () => {
  const template = parsed('{stem}-{width}-{date}', 'name')
  assert.deepEqual(fillTemplate(template, { facts: { stem: 'a' }, zone: '' }), {
    missing: ['width', 'date'],
    unusable: [],
  })
  const facts = { stem: 'a'.repeat(1001), width: 1, date: 'soon' }
  assert.deepEqual(fillTemplate(template, { facts, zone: '' }), { missing: [], unusable: ['stem', 'date'] })
})

test('a description fills in what is known and leaves the rest as written', () => {
  const options = { facts: { stem: 'a', path: 'x' }, zone: '' }
  assert.equal(describeTemplate(parsed('{stem}-{width}w {counter:3}', 'name'), options), 'a-{width}w {counter:3}')
  assert.equal(describeTemplate(parsed('{out}/{path}/{parent}', 'folder'), options), 'x/{parent}')
})

test('no value makes another folder than the template names', () => {
  const value = fc.string({ unit: fc.constantFrom('/', '.', '\0', '\\', 'a', '{', '}', '|', '\udc80') })
  fc.assert(
    fc.property(value, value, (stem, parent) => {
      const filled = folder('{parent}/x/{stem|lower}', { stem, parent })
      assert.ok('components' in filled && filled.components.length === 3)
      for (const component of filled.components) assert.ok(!/[/\0]/.test(component))
    }),
  )
})
