import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matching } from './matching.ts'

const item = (text: string, why = '') => ({ id: text, text, why })
const groups = [
  { id: 'do', title: 'Do', items: [item('Pause everything')] },
  {
    id: 'recipes',
    title: 'Recipes',
    items: [item('Free up space', 'Keeps originals in the vault'), item('Web-ready images'), item('Open the vaults')],
  },
  { id: 'go', title: 'Go to', items: [item('Home'), item('Vault settings'), item('Vault')] },
]
const found = (search: string) => matching(groups, search).flatMap(({ items }) => items.map(({ text }) => text))

test('what is called just that comes first, then what begins with it, then what has it in its name or is about it', () => {
  assert.deepEqual(found('vault'), ['Vault', 'Vault settings', 'Open the vaults', 'Free up space'])
  assert.deepEqual(found(' VAULT SET'), ['Vault settings'])
  assert.deepEqual(found('images web'), ['Web-ready images'])
  assert.deepEqual(found('nowhere'), [])
})

test('without a word all is there, in its order', () => {
  assert.deepEqual(
    found(''),
    groups.flatMap(({ items }) => items.map(({ text }) => text)),
  )
})
