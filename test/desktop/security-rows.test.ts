import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'
import { electronVersion } from '../../scripts/electron-runtime.ts'
import { securityRows } from './security-rows.ts'

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8')

test('every row of Electron’s security guide is held by something that is there', () => {
  const numbers = securityRows.flatMap((row) => row.numbers).toSorted((a, b) => a - b)
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, nth) => nth + 1),
  )
  const missing = securityRows.flatMap(({ rule, keptBy }) => [
    ...(keptBy.length === 0 ? [`${rule}: held by nothing`] : []),
    ...keptBy.filter(([file, says]) => !holds(file, says)).map(([file, says]) => `${rule}: no “${says}” in ${file}`),
  ])
  assert.deepEqual(missing, [])
})

/** A test by its whole name; of the table of the house, a line. */
function holds(file: string, says: string): boolean {
  return read(file).includes(file.endsWith('.test.ts') ? `test('${says}'` : `\n  ${says}`)
}

test('Electron is pinned, and is the one that this was written for', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  assert.match(devDependencies['electron'] ?? '', /^45\.\d+\.\d+$/)
  assert.equal(electronVersion(), devDependencies['electron'])
})
