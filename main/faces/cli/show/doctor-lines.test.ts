import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctorLines, type Findings } from './doctor-lines.ts'

function findings(part: object): Findings {
  const setup = {
    tools: {},
    volumes: [],
    versions: {},
    vault: { files: 0, bytes: 0, notice: '' },
    disksAway: [],
    vaultsLeft: [],
    silent: [],
    isCutShort: false,
    cores: 2,
  }
  const rest = {
    memory: { freeBytes: 1, totalBytes: 2 },
    openFileLimit: null,
    millrace: '1',
    stateFolder: '/s',
    state: 'usable',
    journal: 'empty',
    settings: 'readable',
    codecs: 'usable',
  }
  const engine = { engine: { state: 'none', notice: '' }, workings: null }
  return { ...setup, ...rest, ...engine, ...part } as unknown as Findings
}

test('who waits in a running engine is told with how long it has, and what is slow with how long it takes', () => {
  const nowMs = Date.UTC(2026, 0, 2)
  const workings = {
    waiting: [{ what: 'copies 1', holder: '/in/a.bin', sinceMs: nowMs - 12_000 }],
    slow: [{ what: 'publish: /nas/a', ms: 61_000 }],
    eventLoopDelayMs: { p50: 1, p99: 2, max: 3 },
  }
  const found = findings({ engine: { state: 'running', notice: '' }, workings })
  assert.deepEqual(doctorLines(found, nowMs).slice(-3), [
    '1 wait and 1 slow operation now.',
    '  /in/a.bin has waited 12 s for copies 1',
    '  publish: /nas/a takes 1 min 1 s so far',
  ])
})

test('of many who wait those who have waited longest are named, and how many there are besides', () => {
  const nowMs = Date.UTC(2026, 0, 2)
  const waiting = Array.from({ length: 12 }, (_, at) => ({
    what: 'cpu 1',
    holder: `${at}`,
    sinceMs: nowMs - at * 1000,
  }))
  const workings = { waiting, slow: [], eventLoopDelayMs: { p50: 1, p99: 2, max: 3 } }
  const lines = doctorLines(findings({ engine: { state: 'running', notice: '' }, workings }), nowMs).slice(-12)
  assert.deepEqual(lines.slice(0, 2), ['12 waits and 0 slow operations now.', '  11 has waited 11 s for cpu 1'])
  assert.deepEqual(lines.slice(-2), ['  2 has waited 2.0 s for cpu 1', '  and 2 more'])
})

test('what reads pictures is told only where it does not start', () => {
  const told = (part: object) => doctorLines(findings(part), 0).filter((line) => line.startsWith('Pictures'))
  assert.deepEqual(told({}), [])
  assert.deepEqual(told({ codecs: 'It does not start.' }), ['Pictures      It does not start.'])
})

test('what keeps journal and vault from being read is said once', () => {
  const wrong = 'The settings cannot be used. (settings-wrong)'
  const vault = { files: 0, bytes: 0, notice: wrong, isUnknown: true }
  const lines = doctorLines(findings({ journal: wrong, settings: wrong, vault }), 0)
  assert.deepEqual(
    lines.filter((line) => /^(Journal|Settings|Vault)|wrong/.test(line)),
    ['Journal       not known', `Settings      ${wrong}`, 'Vault         not known'],
  )
})

test('a disk that does not answer is named with what to do, also where it is one that is asked for its room', () => {
  const volumes = [{ path: '/nas/in', answers: false, device: null, freeBytes: 0, totalBytes: 0 }]
  const lines = doctorLines(findings({ silent: ['/nas', '/nas/in'], volumes }), 0)
  assert.ok(lines.includes('Disk          /nas/in: does not answer'))
  const [told = '', ...others] = lines.filter((line) => line.startsWith('The disk of'))
  assert.match(told, /^The disk of \/nas does not answer, so what is there is not known;/)
  assert.deepEqual(others, [])
})

test('a disk is told once, with all of the places that were looked at on it', () => {
  const on = (device: number | null, path: string) => ({ path, answers: true, device, freeBytes: 1e9, totalBytes: 2e9 })
  const volumes = [on(1, '/home/state'), on(2, '/work'), on(1, '/tmp'), on(1, '/tmp'), on(null, '/x'), on(null, '/y')]
  assert.deepEqual(
    doctorLines(findings({ volumes }), 0).filter((line) => line.startsWith('Disk')),
    ['/home/state, /tmp', '/work', '/x', '/y'].map((places) => `Disk          ${places}: 1.0 GB free of 2.0 GB`),
  )
})

test('a disk that is away is named with what lies on it and what to do', () => {
  const disksAway = [{ mount: '/media/card', results: 0, originals: 1, batches: 1 }]
  const lines = doctorLines(
    findings({ disksAway: [{ ...disksAway[0], mount: '/nas', results: 2000 }, ...disksAway] }),
    0,
  )
  assert.deepEqual(
    lines.filter((line) => line.includes('is away')),
    [
      'The disk at /nas is away. It has 2,000 results and 1 original of 1 run; undo and verify wait for it. Connect it, so that it is at /nas again.',
      'The disk at /media/card is away. It has 1 original of 1 run; undo and verify wait for it. Connect it, so that it is at /media/card again.',
    ],
  )
})

test('what lies in a vault and no run knows is told with its folder, and that nothing is deleted', () => {
  const vaultsLeft = [{ path: '/card/.mr-vault', files: 2 }]
  const [line = ''] = doctorLines(findings({ vaultsLeft }), 0).filter((each) => each.startsWith('/card'))
  assert.match(
    line,
    /^\/card\/\.mr-vault holds 2 originals and results of runs that are not known here: .+ Nothing there is deleted;/,
  )
})
