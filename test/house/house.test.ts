import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'
import { readHouse } from './read-house.ts'
import { isTest, violationsOf } from './rules.ts'
import { arrows, limits, writers } from './table.ts'

/** Raised as the house grows: a scan that sees less than this looked in the wrong place. */
const fewestFiles = { sources: 500, tests: 160 }

const house = readHouse(packageRoot)

test('the scan sees the whole house', (t) => {
  const tests = house.filter(({ path }) => isTest(path)).length
  const sources = house.length - tests
  t.diagnostic(`read ${sources} sources and ${tests} tests`)
  assert.ok(sources >= fewestFiles.sources && tests >= fewestFiles.tests, `read ${sources} sources, ${tests} tests`)
  for (const room of Object.keys(arrows).filter((path) => existsSync(join(packageRoot, path)))) {
    if (filesIn(room) > 0)
      assert.ok(
        house.some(({ path }) => path.startsWith(room)),
        `nothing read in ${room}`,
      )
  }
})

test('every import follows the arrows, and files and functions keep to their size', () => {
  assert.deepEqual(violationsOf(house), [])
})

test('a leave to change files that nobody uses is taken back', () => {
  const stale = Object.keys(writers)
    .filter((place) => existsSync(join(packageRoot, place)))
    .filter((place) => !house.some(({ path, writes }) => path.startsWith(place) && writes.length > 0))
  assert.deepEqual(stale, [])
})

test('every folder of the house says in a few lines what it is and what it must never know', () => {
  const wrong = foldersOfTheHouse().flatMap((folder) => {
    const readme = join(packageRoot, folder, 'README.md')
    if (!existsSync(readme)) return [`${folder} has no README.md`]
    const lines = readFileSync(readme, 'utf8').trimEnd().split('\n').length
    return lines > limits.readmeLines ? [`${folder}/README.md has ${lines} lines`] : []
  })
  assert.deepEqual(wrong, [])
})

test('every folder that has arrows has a row in ARCHITECTURE.md', () => {
  const page = readFileSync(join(packageRoot, 'ARCHITECTURE.md'), 'utf8')
  const folders = Object.keys(arrows).filter((folder) => filesIn(folder) > 0)
  assert.deepEqual(
    folders.filter((folder) => !page.includes(`[${folder}](${folder})`)),
    [],
  )
})

function foldersOfTheHouse(): string[] {
  const tests = readdirSync(join(packageRoot, 'test'), { withFileTypes: true })
  const folders = tests.filter((entry) => entry.isDirectory()).map(({ name }) => `test/${name}`)
  return ['main', ...Object.keys(arrows), ...folders].filter((folder) => filesIn(folder) > 0)
}

/** Zero also for what is a file itself. */
function filesIn(folder: string): number {
  const path = join(packageRoot, folder)
  if (folder.endsWith('.ts') || !existsSync(path)) return 0
  return readdirSync(path, { recursive: true }).filter((name) => /\.tsx?$/.test(String(name))).length
}
