import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import { ScriptedEngine } from '../../cli/testing/scripted-engine.ts'
import { type Served, served } from '../testing/served.ts'
import { signedIn } from '../testing/signed-in.ts'
import { SocketClient } from '../testing/socket-client.ts'
import { reportCsv } from './report-text.ts'

/** Runs the given files through the real engine, copying them where nothing else is said; answers the batch. */
async function copied(place: Served, files: Record<string, string | Buffer>, recipe = 'copy'): Promise<BatchSnapshot> {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(place.root, 'in', name), bytes)
  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  const sources = Object.keys(files).map((name) => join(place.root, 'in', name))
  await client.ask('batch.start', { recipe, sources, out: join(place.root, 'out'), waitMs: null })
  const { params } = await client.untilTold(({ type }) => type === 'finished')
  return (params as { batch: BatchSnapshot }).batch
}

test('a result comes as a download with its name, whole or in part, and nothing in it can run here', async () => {
  await using place = await served()
  await copied(place, { 'a "b" é.html': '<script>alert(1)</script>' })
  const whole = await place.fetch('/api/batches/last/results/0/0')
  assert.equal(await whole.text(), '<script>alert(1)</script>')
  const { headers } = whole
  assert.equal(headers.get('content-type'), 'application/octet-stream')
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="a _b_ _\.html"; filename\*=UTF-8''a%20/,
  )
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
  const range = { range: 'bytes=8-12' }
  const part = await place.fetch('/api/batches/last/results/0/0', { headers: range })
  assert.deepEqual([part.status, await part.text()], [206, 'alert'.padStart(5).slice(0, 5)])
  assert.equal(part.headers.get('content-range'), 'bytes 8-12/25')
  const tail = await place.fetch('/api/batches/last/results/0/0', { headers: { range: 'bytes=-9' } })
  assert.equal(await tail.text(), '</script>')
  const beyond = await place.fetch('/api/batches/last/results/0/0', { headers: { range: 'bytes=99-' } })
  assert.equal(beyond.status, 416)
  const changed = { ...range, 'if-range': '"other"' }
  assert.equal((await place.fetch('/api/batches/last/results/0/0', { headers: changed })).status, 200)
})

test('a download does not go on when whoever asked for it signs out', async () => {
  await using place = await served()
  await copied(place, { 'a.bin': Buffer.alloc(40 * 2 ** 20) })
  const { headers, signOut } = await signedIn(place)
  const zip = new URL('/api/batches/last/results.zip', place.server.url)
  const body = (await fetch(zip, { headers })).body?.getReader()
  assert.equal((await body?.read())?.done, false)
  await signOut()
  await assert.rejects(async () => {
    while (!(await body?.read())?.done);
  })
})

test('originals come too; what is not there, not a file or not granted any more does not', async () => {
  await using place = await served()
  await copied(place, { 'a.txt': 'text' })
  assert.equal(await (await place.fetch('/api/batches/last/originals/0')).text(), 'text')
  const statusOf = async (path: string) => (await place.fetch(path)).status
  assert.equal(await statusOf('/api/batches/last/results/0/1'), 404)
  assert.equal(await statusOf('/api/batches/last/results/7/0'), 400)
  assert.equal(await statusOf('/api/batches/unknown/results/0/0'), 404)
  const original = join(place.root, 'in', 'a.txt')
  rmSync(original)
  symlinkSync('/etc/hostname', original)
  assert.equal(await statusOf('/api/batches/last/originals/0'), 400)
  renameSync(join(place.root, 'in'), join(place.root, 'moved'))
  symlinkSync('/etc', join(place.root, 'in'))
  assert.equal(await statusOf('/api/batches/last/originals/0'), 403)
})

test('an original that is the result under another name is found there, and at home again after undo', async () => {
  await using place = await served()
  const recipe = join(place.root, 'sort.yaml')
  writeFileSync(recipe, 'millrace: 1\nname: sort\ncompanions: known\noriginals: { move: "{out}/sorted" }\n')
  const { batchId: batch } = await copied(place, { 'a.jpg': 'picture', 'a.xmp': 'sidecar' }, recipe)
  assert.ok(existsSync(join(place.root, 'out', 'sorted', 'a.jpg')))
  const { client } = place.host
  const signal = AbortSignal.timeout(60_000)
  const told = () =>
    Promise.all(
      [0, 1].map(async (seq) => {
        const { job } = await client.ask('batch.job', { batch, seq }, { signal })
        return [job.original, await (await place.fetch(`/api/batches/${batch}/originals/${seq}`)).text()]
      }),
    )
  assert.deepEqual(await told(), [
    ['moved', 'picture'],
    ['moved', 'sidecar'],
  ])
  await client.ask('batch.undo', { batch }, { signal })
  assert.deepEqual(await told(), [
    ['kept', 'picture'],
    ['kept', 'sidecar'],
  ])
})

test('all results, or some, come as one archive that every program can open', async () => {
  await using place = await served()
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`ü ${n}.bin`, Buffer.alloc(n * 1000, n)]))
  const batch = await copied(place, files)
  const archive = join(place.root, 'all.zip')
  const answer = await place.fetch(`/api/batches/${batch.batchId}/results.zip`)
  writeFileSync(archive, Buffer.from(await answer.arrayBuffer()))
  const listing = spawnSync('python3', ['-c', unpack, archive], { encoding: 'utf8' })
  assert.equal(listing.stderr, '')
  assert.deepEqual(
    JSON.parse(listing.stdout),
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.length])),
  )
  const some = await place.fetch(`/api/batches/${batch.batchId}/results.zip?seqs=0-1,3`)
  writeFileSync(archive, Buffer.from(await some.arrayBuffer()))
  assert.equal(
    Object.keys(JSON.parse(spawnSync('python3', ['-c', unpack, archive], { encoding: 'utf8' }).stdout)).length,
    3,
  )
  assert.equal((await place.fetch('/api/batches/last/results.zip?seqs=1-x')).status, 400)
})

const unpack = `
import sys, json, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({i.filename: len(z.read(i)) for i in z.infolist()}))`

test('a result that has gone is named in the archive instead of spoiling it', async () => {
  await using place = await served()
  await copied(place, { 'a.txt': 'a', 'b.txt': 'b' })
  rmSync(join(place.root, 'out', 'a.txt'))
  const archive = join(place.root, 'all.zip')
  writeFileSync(archive, Buffer.from(await (await place.fetch('/api/batches/last/results.zip')).arrayBuffer()))
  const names = Object.keys(JSON.parse(spawnSync('python3', ['-c', unpack, archive], { encoding: 'utf8' }).stdout))
  assert.deepEqual(names, ['b.txt', 'not in this archive.txt'])
})

test('results that took the places of their originals keep their folders in the archive', async () => {
  await using place = await served()
  for (const folder of ['1', '2']) mkdirSync(join(place.root, 'in', folder))
  const recipe = join(place.root, 'crlf.yaml')
  const crlf = 'millrace: 1\nname: crlf\nsteps:\n  - file.text: { line-endings: crlf }\noriginals: replace\n'
  writeFileSync(recipe, crlf)
  await copied(place, { '1/index.html': 'a\n', '2/index.html': 'b\n' }, recipe)
  const archive = join(place.root, 'all.zip')
  writeFileSync(archive, Buffer.from(await (await place.fetch('/api/batches/last/results.zip')).arrayBuffer()))
  const names = Object.keys(JSON.parse(spawnSync('python3', ['-c', unpack, archive], { encoding: 'utf8' }).stdout))
  assert.deepEqual(names, ['1/index.html', '2/index.html'])
})

test('the report comes as JSON and for spreadsheets', async () => {
  await using place = await served()
  await copied(place, { 'a.txt': 'a', 'a"b.txt': 'b' })
  const [header, ...lines] = (await (await place.fetch('/api/batches/last/report.csv')).text()).split('\r\n')
  assert.equal(header, 'path,state,reused,results,bytes,code,message,remedy,ms')
  const folder = join(place.root, 'in')
  assert.ok(lines[1]?.startsWith(`"${folder}/a.txt","done","false"`), lines[1])
  assert.ok(lines[0]?.startsWith(`"${folder}/a""b.txt","done"`), lines[0])
  const report = await (await place.fetch('/api/batches/last/report.jsonl')).text()
  assert.deepEqual(
    report
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).state),
    ['done', 'done'],
  )
})

test('no cell of the report is a formula', async () => {
  const line = JSON.stringify({ path: '=1+1', state: 'failed', reused: false, outputs: [], message: '@SUM(A1)', ms: 1 })
  const engine = new ScriptedEngine({ 'batch.report': () => ({ lines: [line], next: null }) })
  const { signal } = new AbortController()
  const text = (await Array.fromAsync(reportCsv(engine, { batch: 'b', signal }))).join('')
  assert.equal(text.split('\r\n')[1], `"'=1+1","failed","false","","0","","'@SUM(A1)","","1"`)
})
