import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { runCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine } from './testing/scripted-engine.ts'

async function said(words: string[], engine = new ScriptedEngine()) {
  const world = fakeWorld({ doors: doorsTo(engine) })
  const exitCode = await runCommandLine(words, world)
  return { exitCode, stdout: world.stdout.text, stderr: world.stderr.text }
}

test('help names every command, and each command’s help its options', async () => {
  const { exitCode, stdout } = await said(['help'])
  assert.match(stdout, /-V, --version/)
  assert.equal(exitCode, 0)
  for (const { name, options } of commands) {
    assert.ok(stdout.includes(`\n  ${name} `), name)
    const help = await said([name, '--help'])
    assert.equal(help.exitCode, 0)
    for (const { flags } of options) assert.ok(help.stdout.includes(flags), `${name} ${flags}`)
  }
})

test('no words at all is a question for help', async () => {
  assert.deepEqual(await said([]), await said(['help']))
})

for (const [words, nearest] of [
  [['rnu'], 'run'],
  [['help', 'rnu'], 'run'],
  [['run', '--recipee', 'x', '/a'], '--recipe'],
  [['history', '--jsno'], '--json'],
] as const) {
  test(`\`${words.join(' ')}\` is refused with the nearest word`, async () => {
    const { exitCode, stderr } = await said([...words])
    assert.equal(exitCode, 2)
    assert.match(stderr, new RegExp(`Did you mean ${nearest}\\?`))
  })
}

for (const words of [
  ['run', '/a'],
  ['run', '--recipe', 'copy', '--out', '/out'],
  ['run', '--recipe', 'copy', '--out', '/out', '--wait', 'soon', '/a'],
  ['run', '--recipe', 'copy', '--out', '/out', '--conflict', 'eat', '/a'],
  ['run', '--recipe', 'copy', '--out', '/out', '--follow-report', '/a'],
  ['history', '--limit', '0'],
  ['undo'],
  ['completion', 'csh'],
]) {
  test(`\`${words.join(' ')}\` is a usage error with a sentence and no stack`, async () => {
    const { exitCode, stderr, stdout } = await said(words)
    assert.deepEqual([exitCode, stdout], [2, ''])
    assert.match(stderr, /^(--)?[A-Za-z].+/)
    assert.match(stderr, new RegExp(`See \`millrace help( ${words[0]})?\`\\.`))
    assert.doesNotMatch(stderr, /\n\s+at /)
  })
}

for (const [words, what] of [
  [['run', '--recipe', '', '--out', '/out', '/a'], '--recipe <name>'],
  [['run', '--recipe', 'copy', '--out', '', '/a'], '--out <folder>'],
  [['run', '--recipe', 'copy', '--out', '/out', '--report', '', '/a'], '--report <file>'],
  [['run', '--recipe', 'copy', '--out', '/out', '/a', ''], '[path...]'],
  [['resume', ''], '[batch]'],
  [['recipes', ''], '[name]'],
  [['recipes', 'export', 'copy', ''], '[more...]'],
  [['watch', 'pause', ''], '[word...]'],
  [['watch', 'edit', 'photos', '--without', ''], '--without <rules>'],
  [['steps', ''], '[name]'],
] as const)
  test(`\`${words.map((word) => word || "''").join(' ')}\` is refused before anything is asked`, async () => {
    const engine = new ScriptedEngine()
    const { exitCode, stderr } = await said([...words], engine)
    const [verb = ''] = words
    const told = `${verb[0]?.toUpperCase()}${verb.slice(1)} was given an empty ${what}, maybe of a variable that is not set. Say which it is.`
    assert.deepEqual([exitCode, stderr], [2, `${told}\nSee \`millrace help ${verb}\`.\n`])
    assert.deepEqual(engine.asked, [])
  })

for (const [words, taker] of [
  [['watch', 'add', '--without', 'hours', 'photos'], '`watch edit` takes --without'],
  [['watch', 'pause', 'photos', '--without', ''], '`watch edit` takes --without'],
  [['watch', 'photos', '--until', '8h'], '`watch pause` takes --until'],
  [['watch', 'resume', 'photos', '--until', 'forever'], '`watch pause` takes --until'],
  [['watch', 'list', '--recipe', 'copy'], '`watch` with folders, `watch add` and `watch edit` take --recipe'],
  [['watch', 'edit', 'photos', '--redo'], '`watch` with folders takes --redo'],
  [['vault', 'restore', '3', '--older-than', '30d'], '`vault list` and `vault empty` take --older-than'],
  [['vault', 'empty', '--limit', '1', '--yes'], '`vault list` takes --limit'],
  [['recipes', 'export', 'copy', 'a.yaml', '--replace'], '`recipes import` takes --replace'],
  [['recipes', 'copy', '--allow'], '`recipes import` takes --allow'],
] as const)
  test(`\`${words.map((word) => word || "''").join(' ')}\` is refused, for the option would be passed over`, async () => {
    const engine = new ScriptedEngine()
    const { exitCode, stderr } = await said([...words], engine)
    assert.deepEqual([exitCode, stderr], [2, `Only ${taker}.\nSee \`millrace help ${words[0]}\`.\n`])
    assert.deepEqual(engine.asked, [])
  })

test('what a watched folder is asked to leave out may be nothing', async () => {
  const engine = new ScriptedEngine()
  await said(['watch', 'edit', 'photos', '--leave-out', ''], engine)
  assert.equal(engine.asked.length, 1)
})

test('forever is taken only where it means something, and offered nowhere else', async () => {
  const durations = commands.flatMap(({ name, options }) =>
    options.filter(({ flags }) => flags.endsWith('<duration>')).map(({ flags }) => ({ name, flags })),
  )
  for (const { name, flags } of durations) {
    const [option = ''] = flags.split(' ')
    const { stderr } = await said([name, option, 'forever'])
    const isRefused = /Write it as 90s, 10m, 2h30m, 30d or 0\./.test(stderr)
    assert.equal(isRefused, !['--wait', '--until'].includes(option), `${name} ${flags}`)
    assert.equal(/forever\.$/m.test((await said([name, option, 'soon'])).stderr), !isRefused, `${name} ${flags}`)
  }
})

test('a run or a run that goes on waits for ever where it is told to, and a watch rests so', async () => {
  for (const words of [
    ['run', '--recipe', 'copy', '--out', '/out', '--wait', 'forever', '/a'],
    ['resume', 'b-1', '--wait', 'forever'],
    ['watch', 'pause', 'photos', '--until', 'forever'],
  ]) {
    const engine = new ScriptedEngine()
    const { stderr } = await said(words, engine)
    assert.doesNotMatch(stderr, /empty/)
    const told = engine.asked.map(({ input }) => input as { waitMs?: number | null })
    const waits = told.flatMap(({ waitMs }) => (waitMs === undefined ? [] : [waitMs]))
    assert.deepEqual([told.length > 0, waits], [true, words[0] === 'watch' ? [] : [null]], words.join(' '))
  }
})

test('words from outside cannot act on the terminal', async () => {
  const { stderr } = await said(['\u001b[31mrun\u0007'])
  assert.match(stderr, /\\u001b\[31mrun\\u0007/)
})

for (const why of ['/r.yaml:2:1: No.', '/r.yaml:2:1: No.\n/r.yaml:3:5: Nor this.']) {
  test(`what is wrong with a recipe stands on lines of its own: ${why.split('\n').length}`, async () => {
    const engine = new ScriptedEngine({
      'batch.start': () => Promise.reject(new Fault('recipe-wrong', { subject: '/r.yaml', why })),
    })
    const { stderr } = await said(['run', '--recipe', '/r.yaml', '--out', '/out', '/a'], engine)
    const remedy = 'Correct the lines named and try again. (recipe-wrong)'
    assert.equal(stderr, `The recipe /r.yaml cannot be used.\n${why}\n${remedy}\n`)
  })
}

for (const [code, exitCode] of [
  ['recipe-unknown', 2],
  ['batch-unknown', 2],
  ['watch-unknown', 2],
  ['file-missing', 2],
  ['name-taken', 2],
  ['state-unusable', 3],
  ['state-newer', 3],
  ['contract-differs', 3],
  ['bug', 70],
] as const) {
  test(`${code} says what happened, why and what to do, and exits ${exitCode}`, async () => {
    const engine = new ScriptedEngine({
      'recipe.list': () => Promise.reject(new Fault(code, { subject: 'x\u001b', why: 'Because.' })),
    })
    const { exitCode: exit, stderr } = await said(['recipes'], engine)
    assert.equal(exit, exitCode)
    assert.match(stderr, /x\\u001b.* Because\.\n/)
    assert.ok(stderr.includes(`(${code})\n`), stderr)
  })
}

test('with --json what ends a command is one JSON line, too', async () => {
  const engine = new ScriptedEngine({
    'recipe.list': () => Promise.reject(new Fault('state-unusable', { subject: '/state', why: 'Because.' })),
  })
  for (const [words, code] of [
    [['recipes', '--json'], 'state-unusable'],
    [['history', '--json', '--limit', 'many'], 'usage-wrong'],
    [['run', '--json'], 'usage-wrong'],
  ] as const) {
    const { stdout, stderr } = await said([...words], engine)
    const { type, fault } = JSON.parse(stdout)
    assert.deepEqual([type, fault.code], ['error', code])
    assert.notEqual(stderr, '')
  }
  assert.deepEqual((await said(['check', '--', '--json'], engine)).stdout, '')
})
