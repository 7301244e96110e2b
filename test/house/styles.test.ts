import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../../main/package-root.ts'

/** Classes that a style sheet gives a look by themselves: `.row` and `.row, .col`, not `.row b`. */
function classesIn(path: string): string[] {
  const text = readFileSync(join(packageRoot, path), 'utf8').replace(/\/\*.*?\*\//gs, '')
  const selectors = [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','))
  return selectors.flatMap((selector) => /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1] ?? [])
}

test('no feature gives a look to a class of another one: which of them comes last would depend on the way of a person through the screens', () => {
  const sheets = globSync('renderer/features/**/*.css', { cwd: packageRoot })
  assert.ok(sheets.length > 10, `read ${sheets.length} style sheets`)
  const owners = new Map<string, Set<string>>()
  for (const path of sheets)
    for (const name of classesIn(path)) owners.set(name, (owners.get(name) ?? new Set()).add(dirname(path)))
  const shared = [...owners].filter(([, folders]) => folders.size > 1)
  assert.deepEqual(shared, [])
})
