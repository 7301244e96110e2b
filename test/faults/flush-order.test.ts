import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { counting, type LoggedCall, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, copying, picturing, unpacking } from './kit/batch.ts'
import { runToEnd } from './kit/program.ts'

const skip = whyNoInjector() ?? false

for (const [name, kind] of Object.entries({ copies: copying, pictures: picturing, unpacked: unpacking })) {
  test(`a power cut at any line finds a whole result or none: ${name}`, { skip }, async () => {
    using batch = Batch.of(kind, 5)
    const { code, err } = await batch.run({ env: counting(batch.sandbox) })
    assert.equal(code, 0, err)
    const { in: input, out } = batch.sandbox
    const calls = loggedCalls(batch.sandbox)
    const results = [...batch.results().keys()].map((key) => join(out, key))
    const problems = [
      ...results.flatMap((result) => wrongOrder(calls, { result, folder: out })),
      ...batch.keys.flatMap((key) => touched(calls, join(input, key))),
    ]
    assert.equal(results.length, 5)
    assert.deepEqual(problems, [])
  })
}

test('the same holds for a report, and for an own recipe with the folder that was made for it', { skip }, async () => {
  using batch = Batch.of(copying, 1)
  const { sandbox } = batch
  const report = join(sandbox.out, 'report.jsonl')
  const run = await runToEnd(sandbox, { args: [...batch.arguments(), '--report', report], env: counting(sandbox) })
  assert.equal(run.code, 0, run.err)
  const recipes = join(sandbox.state, 'recipes')
  const given = join(sandbox.root, 'recipe.millrace.yaml')
  const kept = await runToEnd(sandbox, { args: ['recipes', 'import', given], env: counting(sandbox) })
  assert.equal(kept.code, 0, kept.err)
  const calls = loggedCalls(sandbox)
  const [recipe = ''] = readdirSync(recipes)
  assert.deepEqual(
    [
      ...wrongOrder(calls, { result: report, folder: sandbox.out }),
      ...wrongOrder(calls, { result: join(recipes, recipe), folder: recipes }),
    ],
    [],
  )
  const made = calls.findIndex(({ operation, path }) => operation === 'mkdir' && path === recipes)
  const flushed = calls.findIndex(
    ({ operation, path }, at) => at > made && operation === 'fsync' && path === sandbox.state,
  )
  assert.ok(made >= 0 && flushed > made, 'the state folder is flushed after the folder of recipes was made')
})

/** A result appears by rename or link of a file that was flushed after its last write, and then its folder is flushed. */
function wrongOrder(calls: LoggedCall[], { result, folder }: { result: string; folder: string }): string[] {
  const published = calls.findIndex(({ operation, to }) => /^(rename|link)$/.test(operation) && to === result)
  if (published < 0) return [`${result} was written in place`]
  const { path: hidden = '' } = calls[published] ?? {}
  const names = namesOf(calls.slice(0, published), hidden)
  const last = (what: string) =>
    calls.findLastIndex(({ operation, path }, at) => at < published && operation === what && names.has(path))
  const inPlace = calls.some(({ operation, path }) => /^(write|create)$/.test(operation) && path === result)
  const after = calls.slice(published)
  return [
    ...(last('fsync') > last('write') ? [] : [`${result} was not flushed between its last write and its publishing`]),
    ...(after.some(({ operation, path }) => operation === 'fsync' && path === folder)
      ? []
      : [`the folder was not flushed after ${result}`]),
    ...(inPlace ? [`${result} was opened for writing under its own name`] : []),
  ]
}

/** Every name a file had before it got `name`: it may have been linked on from one that a worker knew. */
function namesOf(calls: LoggedCall[], name: string): Set<string> {
  const names = new Set([name])
  for (const { operation, path, to } of calls.toReversed()) {
    if (/^(rename|link)$/.test(operation) && names.has(to)) names.add(path)
  }
  return names
}

function touched(calls: LoggedCall[], original: string): string[] {
  return calls
    .filter(({ path, to }) => path === original || to === original)
    .map(({ operation }) => `the original ${original}: ${operation}`)
}
