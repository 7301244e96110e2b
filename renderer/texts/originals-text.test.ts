import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { startTexts } from './i18n.ts'
import { originalsText } from './originals-text.ts'

before(() => startTexts('en'))

const moved = (folder: string, example?: string) => originalsText(i18next.t, { act: 'move', folder }, { example })

test('where originals are moved to is told without a template', () => {
  const year = new Date().getFullYear()
  assert.match(
    moved('{out}/{date:YYYY}/{date:YYYY-MM}'),
    new RegExp(`^Moved to folders such as “${year}/${year}-\\d\\d”$`),
  )
  assert.equal(moved('{out}/{date:YYYY}', '2019'), 'Moved to folders such as “2019”')
  assert.equal(moved('{out}/old/{kind}'), 'Moved to folders such as “old/Pictures”')
  assert.equal(moved('{out}/old'), 'Moved to “old”')
  assert.equal(moved('{out}'), 'Moved to the folder for results')
})

test('where the recipe picks those that leave, nothing is said of the others', () => {
  assert.equal(originalsText(i18next.t, { act: 'vault' }), 'Moved to the vault')
  assert.equal(originalsText(i18next.t, { act: 'vault' }, { picks: true }), 'Only those it picks go to the vault')
})
