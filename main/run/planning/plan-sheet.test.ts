import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PlanSheet } from './plan-sheet.ts'

test('endings that mean something to a program are counted as any other', () => {
  const sheet = new PlanSheet(0)
  for (const path of ['/a.constructor', '/b.__proto__', '/c.Constructor'])
    sheet.tell({ path, targets: [], note: '', state: 'run' }, 1)
  assert.deepEqual(Object.entries(sheet.told().kinds), [
    ['constructor', 2],
    ['__proto__', 1],
  ])
})

test('what would not run as asked is told even where it comes after many that would', () => {
  const sheet = new PlanSheet(4)
  for (let nth = 0; nth < 9; nth++) sheet.tell({ path: `/${nth}`, targets: [], note: '', state: 'run' }, 1)
  sheet.tell({ path: '/wrong', targets: [], note: 'why', state: 'fault' }, 1)
  assert.deepEqual(
    sheet.told().files.map(({ path }) => path),
    ['/0', '/1', '/2', '/wrong'],
  )
})
