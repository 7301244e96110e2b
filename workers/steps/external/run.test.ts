import assert from 'node:assert/strict'
import { link, mkdir, mkdtempDisposable, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultTable } from '../../../contract/fault-table.ts'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { encodePath } from '../../../contract/path-text.ts'
import type { SegmentStep } from '../../../contract/task.ts'
import { call, runSteps, testLimits } from '../../../test/suites/run-steps.ts'
import { runTask } from '../../run-task.ts'
import { steps } from '../catalogue.ts'
import { stepSchemas } from '../step-schemas.ts'

const node = process.execPath
/** A program of one line; `input` and `output` are the paths it is given. */
const program = (body: string) => [
  node,
  '-e',
  `const [input, output] = process.argv.slice(1); const fs = require('node:fs'); ${body}`,
  '{input}',
  '{output}',
]
const run = (command: string[], options: Record<string, unknown> = {}, name = 'a.txt') =>
  runSteps(Buffer.from('content'), [call('external.run', { command, ...options })], { family: 'external', name })

const fails = (work: Promise<unknown>, code: FaultCode, why: RegExp) =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code)
    assert.match(error.why, why)
    return true
  })

const shout = program('fs.writeFileSync(output, fs.readFileSync(input, "utf8").toUpperCase())')

test('a program makes the result, and several do so in turn', async () => {
  const { bytes, result } = await run(shout, { extension: 'loud' })
  assert.deepEqual([bytes.toString(), result.extension], ['CONTENT', 'loud'])
  const twice = program('fs.writeFileSync(output, fs.readFileSync(input) + "!")')
  const calls = [shout, twice, twice].map((command) => call('external.run', { command }))
  const chained = await runSteps(Buffer.from('x'), calls, { family: 'external', name: 'a.txt' })
  assert.equal(chained.bytes.toString(), 'X!!')
})

test('the time a program takes is that of its step and not of writing', async () => {
  const { reply } = await run(shout)
  assert.deepEqual(
    reply.timings.map(({ step }) => step),
    ['read', 'external.run'],
  )
})

test('what a program writes beside its result is there for the next one, and goes', async () => {
  await using file = await onlyCopy()
  await file.run(
    'fs.writeFileSync(output + ".log", "1"); fs.writeFileSync(require("node:path").join(output, "../index"), "2"); fs.writeFileSync(output, "made")',
    'fs.mkdirSync(output + ".d"); fs.writeFileSync(output, fs.readFileSync(input) + fs.readFileSync(input + ".log"))',
  )
  assert.deepEqual(await readdir(join(file.folder, 'attempts')), ['result.0'])
  assert.equal(await readFile(join(file.folder, 'attempts/result.0'), 'utf8'), 'made1')
})

test('a file that a condition has passed by every program is copied', async () => {
  await using file = await onlyCopy()
  await file.runAll([{ when: { width: '>5' }, steps: [call('external.run', { command: shout })] }], { width: 1 })
  assert.equal(await readFile(join(file.folder, 'attempts/result.0'), 'utf8'), 'only copy')
})

test('an extension may be one of two parts', async () => {
  const { result } = await run(shout, { extension: 'tar.gz' })
  assert.equal(result.extension, 'tar.gz')
  for (const extension of ['.gz', 'tar.', 'a/b', '..'])
    assert.throws(() => call('external.run', { command: shout, extension }), /letters and digits/)
})

test('names are words, whatever they hold: no shell, no second reading', async () => {
  const name = '$(touch pwned); {output} "&\' x.txt'
  const [, ...rest] = program('')
  const command = [
    node,
    ...rest.slice(0, 1),
    'require("node:fs").writeFileSync(process.argv[1], process.argv[2])',
    '{output}',
    '{stem}',
  ]
  assert.equal((await run(command, {}, name)).bytes.toString(), name.replace('.txt', ''))
})

test('a name that a program would take for an option is refused', async () => {
  const command = [node, '-e', '0', '{stem}', '{output}']
  await fails(run(command, {}, '-rf.txt'), 'name-untold', /begins with -/)
})

test('a name that is no Unicode cannot be told to a program, whatever the recipe says', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-external-'))
  const path = join(folder.path, 'b\udcff.txt')
  await writeFile(Buffer.from(encodePath(path)), 'x')
  const source = { path, type: 'text/plain', sizeBytes: 1, name: 'b\udcff.txt' }
  const branches = [{ steps: [], target: join(folder.path, 'r') }]
  const task = { kind: 'transform' as const, family: 'external', sources: [source], branches, limits: testLimits }
  const trunk = [call('external.run', { command: shout })]
  await fails(runTask({ ...task, trunk }, { steps, onProgress: () => {} }), 'name-untold', /not Unicode/)
})

test('a program that fails, says so and why; one that is not there is named', async () => {
  await fails(
    run(program('console.error("no such codec\\u001b[31m"); process.exit(3)')),
    'step-failed',
    /ended with code 3\. It said: no such codec \[31m\.$/,
  )
  await fails(run(program('console.error("Is it there?"); process.exit(3)')), 'step-failed', /said: Is it there\?$/)
  await fails(run(program('console.error("找不到文件。"); process.exit(3)')), 'step-failed', /said: 找不到文件。$/)
  await fails(run(['no-such-program-anywhere', '{output}']), 'tool-missing', /^$/)
  await fails(run(program('')), 'step-failed', /wrote nothing/)
  await fails(run(program('fs.symlinkSync(process.execPath, output)')), 'step-failed', /made a link of \{output\}/)
})

test('however much a program prints, it is never kept waiting', async () => {
  const loud = program(
    'process.stdout.write("x".repeat(5e6)); process.stderr.write("y".repeat(5e6)); fs.writeFileSync(output, "1")',
  )
  assert.equal((await run(loud)).bytes.toString(), '1')
})

test('a program that takes too long is ended with all it has started', async () => {
  const child =
    'require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3)"], { stdio: "inherit" });'
  await fails(run(program(`${child} setInterval(() => {}, 1e3)`), { 'time-limit': 1 }), 'timed-out', /longer than 1 s/)
})

test('a program that is slow or not there is to be helped where the recipe names it', () => {
  const options = Object.keys(stepSchemas().get('external.run')?.descriptor.options.properties ?? {})
  for (const [code, key] of [
    ['timed-out', 'time-limit'],
    ['tool-missing', 'command'],
  ] as const) {
    assert.ok(options.includes(key))
    assert.ok(faultTable[code].remedy.includes(`\`${key}\``), faultTable[code].remedy)
  }
})

test('a token of a command that is mistyped is told with the one that was meant, and braces of another meaning are left to the program', () => {
  const options = stepSchemas().get('external.run')?.options
  const told = (word: string) => {
    const { error } = options?.safeParse({ command: ['convert', word, '{output}'] }) ?? {}
    return (error?.issues ?? []).map(({ message }) => message)
  }
  for (const [word, message] of [
    ['{inptu}', 'There is no token `{inptu}`. Did you mean `input`?'],
    ['--name={Stem}.jpg', 'There is no token `{Stem}`. Did you mean `stem`?'],
    ['{otput}', 'There is no token `{otput}`. Did you mean `output`?'],
    ['{input|lower}', 'There is no token `{input|lower}`. Did you mean `input`?'],
    ["sh -c 'convert {inptu}'", 'There is no token `{inptu}`. Did you mean `input`?'],
    ['{in}', 'There is no token `{in}`. Did you mean `input`?'],
    ['{OUT}', 'There is no token `{OUT}`. Did you mean `output`?'],
    ['{ext}', 'There is no token `{ext}`. Did you mean `extension`?'],
  ] as const)
    assert.deepEqual(told(word), [message])
  const others = [
    '{print $1}',
    '{"input":1}',
    '${inptu}',
    '{{inptu}}',
    '\\{inptu}',
    '{name}',
    '{a,b}',
    '{ inptu }',
    '{}',
    '%{inptu}',
    // Of a script that is given in one word.
    'print(f"{item} {step} {inputs} {extent}")',
    '{input:.a}',
    '{output: file}',
    'echo {Input}',
    'print(f"{in}{ext} {out}")',
    '{i}',
    '{on}',
  ]
  for (const word of ['{input}:{stem}.{extension}', ...others]) assert.deepEqual(told(word), [], word)
})

test('of our own environment a program sees little', async () => {
  process.env['MILLRACE_SECRET_TEST'] = 'secret'
  const { bytes } = await run(program('fs.writeFileSync(output, JSON.stringify(Object.keys(process.env)))'))
  assert.ok(!bytes.includes('MILLRACE'))
})

/** A file of a person, and a folder for results; `run` has a program make one of it. */
async function onlyCopy() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'millrace-external-'))
  const path = join(folder.path, 'a.txt')
  await writeFile(path, 'only copy', { mode: 0o640 })
  await utimes(path, 1_500_000_000.25, 1_500_000_000.0625)
  await mkdir(join(folder.path, 'attempts'))
  const source = { path, type: '', sizeBytes: 9, name: 'a.txt' }
  const branches = [{ steps: [], target: join(folder.path, 'attempts/result') }]
  const task = { kind: 'transform' as const, family: 'external', sources: [source], branches, limits: testLimits }
  const runAll = (trunk: SegmentStep[], known = {}) =>
    runTask({ ...task, trunk, known }, { steps, onProgress: () => {} })
  return {
    path,
    folder: folder.path,
    runAll,
    run: (...bodies: string[]) => runAll(bodies.map((body) => call('external.run', { command: program(body) }))),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

/** What stands under the name of a file when a program that does not leave it alone has had it. */
async function leftBy(body: string, why: RegExp): Promise<unknown> {
  await using file = await onlyCopy()
  await fails(file.run(body), 'step-failed', why)
  const { mtimeMs, mode, nlink } = await stat(file.path)
  return [await readFile(file.path, 'utf8'), mtimeMs, mode & 0o777, nlink]
}

test('a program that moves, removes or links its input is told so, and that is as it was', async () => {
  const asItWas = ['only copy', 1_500_000_000_062.5, 0o640, 1]
  const taken = /took \{input\} away; it was put back/
  assert.deepEqual(await leftBy('fs.renameSync(input, output)', taken), asItWas)
  assert.deepEqual(await leftBy('fs.writeFileSync(output, "packed"); fs.unlinkSync(input)', taken), asItWas)
  assert.deepEqual(await leftBy('fs.unlinkSync(input); process.exit(1)', /ended with code 1/), asItWas)
  assert.deepEqual(
    await leftBy('fs.renameSync(input, output + ".orig"); fs.writeFileSync(output, "made")', taken),
    asItWas,
  )
  assert.deepEqual(
    await leftBy('fs.mkdirSync(output + ".d"); fs.renameSync(input, output + ".d/orig"); process.exit(1)', /code 1/),
    asItWas,
  )
  const beside = 'fs.renameSync(input, require("node:path").join(output, "../orig")); fs.writeFileSync(output, "made")'
  assert.deepEqual(await leftBy(beside, taken), asItWas)
  assert.deepEqual(await leftBy('fs.linkSync(input, output)', /made \{output\} a second name of \{input\}/), asItWas)
})

test('a program that changes its input is named, and the file is not said to have changed by itself', async () => {
  const changed = /changed \{input\}, or something else did meanwhile\. It has to leave that alone/
  for (const body of [
    'fs.writeFileSync(input, "other"); fs.writeFileSync(output, "made")',
    'fs.writeFileSync(output + "2", "new"); fs.renameSync(output + "2", input); fs.writeFileSync(output, "made")',
  ]) {
    await using file = await onlyCopy()
    await fails(file.run(body), 'step-failed', changed)
  }
})

test('a name of a file with several is put back too', async () => {
  await using file = await onlyCopy()
  await link(file.path, join(file.folder, 'backup.txt'))
  await fails(file.run('fs.writeFileSync(output, "packed"); fs.unlinkSync(input)'), 'step-failed', /it was put back/)
  assert.equal(await readFile(file.path, 'utf8'), 'only copy')
})

test('a file that somebody moves while a program reads it is not made anew', async () => {
  await using file = await onlyCopy()
  await file.run('fs.writeFileSync(output, "made"); fs.renameSync(input, input + ".moved")')
  assert.deepEqual(await readdir(file.folder), ['a.txt.moved', 'attempts'])
  await using other = await onlyCopy()
  const intoResults = 'fs.renameSync(input, require("node:path").join(output, "../../moved.txt"))'
  await other.run(`fs.writeFileSync(output, "made"); ${intoResults}`)
  assert.deepEqual(await readdir(other.folder), ['attempts'])
  assert.equal(await readFile(join(other.folder, 'attempts/moved.txt'), 'utf8'), 'only copy')
})
