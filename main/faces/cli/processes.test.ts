import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sameRequestMs } from './interrupts.ts'
import { CliProcess, cliCommand, cliEnv, sandbox } from './testing/cli-process.ts'

const run = (...paths: string[]) => ['run', '--recipe', 'copy', '--out', '/out', ...paths]
const many = (name: string, count: number) => Array.from({ length: count }, (_, at) => `/in/${name}${at}`)
/** Fast enough for a test, slow enough to be met in the middle. */
const paceMs = 30
const endless = 2000

test('Ctrl-C finishes what is in hand and leaves a whole report', async () => {
  await using box = await sandbox()
  const report = join(box.path, 'r.jsonl')
  const cli = new CliProcess([...run(...many('a', endless)), '--json', '--report', report], { ...box, paceMs })
  await cli.printed('"ended"')
  cli.child.kill('SIGINT')
  assert.deepEqual(await cli.ended, { code: 130, signal: null })
  const states = (await readFile(report, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).state)
  assert.equal(states.length, endless)
  assert.ok(states.includes('done') && states.includes('cancelled'))
  assert.deepEqual(await readdir(box.path), ['r.jsonl', 'state'])
})

test('a second Ctrl-C does not wait for the files in hand', async () => {
  await using box = await sandbox()
  const cli = new CliProcess(run(...many('a', endless)), { ...box, paceMs: 60_000 })
  await cli.printed('Running')
  cli.child.kill('SIGINT')
  await cli.printed('Ctrl-C again')
  // The first was counted before that was printed: one that comes so much later is a second one, however slow the machine is.
  await sleep(2 * sameRequestMs)
  cli.child.kill('SIGINT')
  await cli.printed('Stopping now')
  assert.equal((await cli.ended).code, 130)
})

test('an answer that could not be written is no success', {
  skip: !existsSync('/dev/full'),
}, () => {
  const answer = (sink: string) => {
    const [program, ...words] = cliCommand(['completion', 'bash'])
    const shell = `"$0" "$@" ${sink}; echo "exit $?" >&2`
    return spawnSync('sh', ['-c', shell, program, ...words], { encoding: 'utf8', env: cliEnv({ state: '/x', paceMs }) })
  }
  const { stderr } = answer('> /dev/full')
  assert.match(stderr, /^The output could not be written \(ENOSPC\) and is not whole\. .+\nexit 1\n$/)
})

test('SIGTERM stops in good order, with its own exit code', async () => {
  await using box = await sandbox()
  const cli = new CliProcess([...run(...many('a', endless)), '--json'], { ...box, paceMs })
  await cli.printed('"ended"')
  cli.child.kill('SIGTERM')
  assert.deepEqual(await cli.ended, { code: 143, signal: null })
})

test('output that nobody reads any more stops no run, and the exit code tells of it', async () => {
  await using box = await sandbox()
  for (const json of [['--json'], []]) {
    const cli = new CliProcess([...run(...many(`a${json.length}-`, 40)), ...json], { ...box, paceMs })
    await cli.printed(json[0] ? '"ended"' : 'Running')
    cli.child.stdout?.destroy()
    assert.deepEqual(await cli.ended, { code: 141, signal: null })
    assert.match(cli.stderr, /^40 files done in/)
  }
})

test('a closed terminal stops a run with a code of its own, unless it was begun with nohup', {
  skip: process.platform === 'win32',
}, async () => {
  await using box = await sandbox()
  const cli = new CliProcess([...run(...many('a', endless)), '--json'], { ...box, paceMs })
  await cli.printed('"ended"')
  cli.child.kill('SIGHUP')
  assert.deepEqual(await cli.ended, { code: 129, signal: null })
  const [program, ...words] = cliCommand(run(...many('b', 40)))
  const script = 'trap "" HUP; "$0" "$@" & child=$!; read -r line; kill -HUP $child; wait $child; echo "exit $?"'
  const shell = spawn('sh', ['-c', script, program, ...words], { env: cliEnv({ ...box, paceMs }) })
  let said = ''
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!said.includes('Running') && (said + text).includes('Running')) shell.stdin.end('now\n')
    said += text
  })
  await once(shell, 'close')
  assert.match(said, /40 files done[^]+exit 0\n$/)
})

test('a full disk under the output stops no run, and is told of', { skip: !existsSync('/dev/full') }, async () => {
  await using box = await sandbox()
  const report = join(box.path, 'r.jsonl')
  const [program, ...words] = cliCommand([...run(...many('a', 50)), '--json', '--report', report])
  const shell = '"$0" "$@" > /dev/full; echo "exit $?" >&2'
  const env = cliEnv({ ...box, paceMs: 1 })
  const { stderr } = spawnSync('sh', ['-c', shell, program, ...words], { encoding: 'utf8', env })
  assert.match(stderr, /50 files done/)
  assert.match(stderr, /The output could not be written \(ENOSPC\) and is not whole\. .+\nexit 1\n$/)
  assert.equal((await readFile(report, 'utf8')).trimEnd().split('\n').length, 50)
})

test('two runs of the same files share one batch, and both say the same', async () => {
  await using box = await sandbox()
  const paths = [...many('a', 20), '/in/bad.jpg']
  const first = new CliProcess([...run(...paths), '--report', join(box.path, '1')], { ...box, paceMs })
  await first.printed('Running')
  const second = new CliProcess([...run(...paths), '--report', join(box.path, '2')], { ...box, paceMs })
  const codes = [(await first.ended).code, (await second.ended).code]
  assert.deepEqual(codes, [1, 1], first.stderr + second.stderr)
  assert.equal(await readFile(join(box.path, '1'), 'utf8'), await readFile(join(box.path, '2'), 'utf8'))
  for (const { stdout } of [first, second]) assert.equal(stdout.match(/failed: \/in\/bad\.jpg/g)?.length, 1)
})

test('when the owner is killed, the attached run goes on by itself', async () => {
  await using box = await sandbox()
  const owner = new CliProcess([...run(...many('a', endless)), '--json'], { ...box, paceMs })
  await owner.printed('"ended"')
  const other = new CliProcess([...run(...many('b', 40)), '--json'], { ...box, paceMs })
  await other.printed('"ended"')
  owner.child.kill('SIGKILL')
  assert.deepEqual(await other.ended, { code: 0, signal: null }, other.stderr)
  const ended = other.stdout.split('\n').filter((line) => line.includes('"ended"'))
  assert.equal(ended.length, 40)
})

test('an owner whose own batch is done does not wait for others; they go on by themselves', async () => {
  await using box = await sandbox()
  const { owner, other, files } = await metWhileBusy(box)
  const first = await Promise.race([owner.ended.then(() => 'owner'), other.ended.then(() => 'other')])
  assert.equal(first, 'owner')
  assert.deepEqual(await other.ended, { code: 0, signal: null }, other.stderr)
  // On a slow machine it tells in between how far it is.
  const told = new RegExp(
    `The other Millrace has ended; going on here\\.\n(?:\\d+ of ${files} files .+\n)*${files} files done`,
  )
  assert.match(other.stdout, told)
})

/** An owner, and another with more to do that has come to it in time: on a busy machine a start may take longer than a small batch. */
async function metWhileBusy(box: { path: string; state: string }) {
  for (const count of [90, 400, 1600]) {
    const owner = new CliProcess([...run(...many(`a${count}-`, count)), '--json'], { ...box, paceMs })
    await owner.printed('"ended"')
    const files = count * 2
    const other = new CliProcess(run(...many(`b${count}-`, files)), { ...box, paceMs })
    const met = await Promise.race([owner.ended.then(() => false), other.printed('Running').then(() => true)])
    if (met) return { owner, other, files }
    await other.ended
  }
  throw new Error('The other one was never in time.')
}

test('Ctrl-C in an attached run cancels its own batch only', async () => {
  await using box = await sandbox()
  const owner = new CliProcess([...run(...many('a', 60)), '--json'], { ...box, paceMs })
  await owner.printed('"ended"')
  const other = new CliProcess(run(...many('b', endless)), { ...box, paceMs })
  await other.printed('Running')
  other.child.kill('SIGINT')
  assert.equal((await other.ended).code, 130)
  assert.equal((await owner.ended).code, 0)
})

const hasScript = spawnSync('/usr/bin/script', ['--version']).status === 0

test('on a terminal the run is shown live and leaves only its last words', { skip: !hasScript }, async () => {
  await using box = await sandbox()
  const [program, ...words] = cliCommand(run(...many('a', 40)))
  const command = [program, ...words].map((word) => `'${word}'`).join(' ')
  const env = { ...cliEnv({ ...box, paceMs }), COLUMNS: '80' }
  const { stdout, status } = spawnSync('/usr/bin/script', ['-qec', command, '/dev/null'], { env, encoding: 'utf8' })
  assert.equal(status, 0)
  assert.match(stdout, /\d+ of 40 files/)
  assert.ok(stdout.includes('\u001b[J'), 'repainted')
  assert.match(stdout, /\u001b\[J40 files done in [\d.]+ s\. Results in \/out\r\n[^\n]+\r\n$/)
})

test('in a folder that was removed it is said so, and nothing is begun', {
  skip: process.platform === 'win32',
}, async () => {
  await using box = await sandbox()
  const script = 'mkdir "$0/gone" && cd "$0/gone" && rmdir "$0/gone" && exec "$@"'
  const words = cliCommand(['run', '--recipe', 'copy', '--out', 'out', 'in'])
  const { status, stderr } = spawnSync('sh', ['-c', script, box.path, ...words], {
    env: cliEnv({ ...box, paceMs: 1 }),
    encoding: 'utf8',
  })
  assert.equal(status, 2, stderr)
  assert.match(stderr, /^The folder you are in is not there\. It was removed/)
})
