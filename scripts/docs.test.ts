import assert from 'node:assert/strict'
import { existsSync, globSync, mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { faultTable } from '../contract/fault-table.ts'
import { commands } from '../main/faces/cli/commands.ts'
import { packageRoot } from '../main/package-root.ts'
import { pages } from './pages/pages.ts'
import { orphanPages, stalePages } from './pages/stale-pages.ts'

const prose = globSync(['*.md', 'docs/{guide,decisions}/**/*.md'], { cwd: packageRoot })
  .filter((path) => !(path in pages))
  .map((path) => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }))

test('the printed pages say what the code says', () => {
  assert.deepEqual(stalePages(packageRoot, pages), [])
  assert.deepEqual(orphanPages(packageRoot, pages), [])
})

test('every fault is in the manual, and the manual names no other', () => {
  const manual = readFileSync(join(packageRoot, 'docs/reference/faults.md'), 'utf8')
  const documented = [...manual.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)
  assert.deepEqual(documented.toSorted(), Object.keys(faultTable).toSorted())
})

test('a page that differs, a page that is missing and a page too many are found', () => {
  using root = mkdtempDisposableSync(join(tmpdir(), 'docs-'))
  mkdirSync(join(root.path, 'docs/reference'), { recursive: true })
  writeFileSync(join(root.path, 'docs/reference/same.md'), 'text')
  writeFileSync(join(root.path, 'docs/reference/other.md'), 'text, and a fault that does not exist')
  writeFileSync(join(root.path, 'docs/reference/old.md'), 'text')
  const print = () => 'text'
  const printed = { 'docs/reference/same.md': print, 'docs/reference/other.md': print, 'docs/reference/new.md': print }
  assert.deepEqual(stalePages(root.path, printed), ['docs/reference/other.md', 'docs/reference/new.md'])
  assert.deepEqual(orphanPages(root.path, printed), ['docs/reference/old.md'])
})

test('every command and option named in prose exists', () => {
  const wrong = prose.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:^|^\$ |`)millrace ([a-z]+)([^`\n]*)/gm)].flatMap(([, verb = '', rest = '']) => {
      const command = commands.find(({ name }) => name === verb)
      if (verb === 'help') return []
      if (!command) return [`${path}: millrace ${verb}`]
      const known = command.options.flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? [])
      return (rest.match(/--[a-z-]+/g) ?? []).filter((flag) => !known.includes(flag)).map((flag) => `${path}: ${flag}`)
    }),
  )
  assert.deepEqual(wrong, [])
})

test('every npm script named in prose exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const wrong = prose.flatMap(({ path, text }) =>
    [...text.matchAll(/npm run ([a-z:]+)/g)]
      .filter(([, name = '']) => !(name in scripts))
      .map(([words]) => `${path}: ${words}`),
  )
  assert.deepEqual(wrong, [])
})

test('every link to a file leads somewhere', () => {
  const wrong = prose.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .filter(([, target = '']) => !existsSync(join(packageRoot, dirname(path), target)))
      .map(([, target]) => `${path}: ${target}`),
  )
  assert.deepEqual(wrong, [])
})
