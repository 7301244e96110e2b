import { mkdirSync, mkdtempDisposableSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BatchSnapshot } from '../../contract/event.ts'
import { type Host, openHost } from '../../main/host.ts'
import { beginMoves, endMoves } from '../../main/journal/moves/moves.ts'
import { openStore } from '../../main/journal/opening/open-store.ts'
import type { Store } from '../../main/journal/store.ts'
import { hold, middle } from './ratio.ts'

const files = 10_000
const rounds = Number(process.env.MILLRACE_BENCH_ROUNDS ?? 3)
/** As many as undo takes at a time: it notes them, moves them, and notes that they are moved. */
const together = 512
const memoryFolder = process.platform === 'linux' ? '/dev/shm' : tmpdir()
const recipe = 'millrace: 1\nname: In place\nsteps:\n  - file.text: { line-endings: crlf }\noriginals: replace\n'
const patience = (): AbortSignal => AbortSignal.timeout(600_000)

/** Undo of many replaced files, against what is the least that has to happen: two renames for each, and their rows in the journal. */
export async function undo(): Promise<void> {
  console.log(`\nundo of ${files} replaced files, in memory`)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    using folder = mkdtempDisposableSync(join(memoryFolder, 'millrace-bench-'))
    ours.push(await undoMs(join(folder.path, 'ours')))
    theirs.push(plainMs(join(folder.path, 'plain')))
  }
  const [undone, plain] = [middle(ours), middle(theirs)]
  console.log(`  undo: ${Math.round(undone)} ms; renames and their rows: ${Math.round(plain)} ms`)
  hold('wall, undo over plain renames and their journal rows', undone / plain, { atMost: 1.5 })
}

async function undoMs(root: string): Promise<number> {
  const from = join(root, 'in')
  makeTexts(from)
  writeFileSync(join(root, 'recipe.yaml'), recipe)
  await using host = await openHost({ stateFolder: join(root, 'state') })
  const { batchId } = await finished(host, root)
  const startMs = performance.now()
  const undone = await host.client.ask('batch.undo', { batch: batchId }, { signal: patience() })
  const tookMs = performance.now() - startMs
  if (undone.files.filter(({ result }) => result === 'undone').length !== files) throw new Error('not all came back')
  return tookMs
}

async function finished(host: Host, root: string): Promise<BatchSnapshot> {
  const events = host.client.events({ signal: patience() })
  const asked = { recipe: join(root, 'recipe.yaml'), sources: [join(root, 'in')], out: join(root, 'out'), waitMs: 0 }
  const { batch } = await host.client.ask('batch.start', asked, { signal: patience() })
  for await (const event of events)
    if (event.type === 'finished' && event.batch.batchId === batch.batchId) return event.batch
  throw new Error('the engine ended before the batch')
}

function plainMs(root: string): number {
  const [from, vault] = [join(root, 'in'), join(root, 'vault')]
  makeTexts(from)
  makeTexts(vault, 'vaulted-')
  using store = openStore(join(root, 'journal.db'), { nowMs: Date.now() })
  const startMs = performance.now()
  for (let at = 0; at < files; at += together) renameGroup(store, at, { from, vault })
  return performance.now() - startMs
}

function renameGroup(store: Store, at: number, { from, vault }: { from: string; vault: string }): void {
  const group = Array.from({ length: Math.min(together, files - at) }, (_, n) => at + n)
  const moves = group.map((n) => {
    const [result, aside, original] = [nameOf(from, n), join(vault, `new-${n}`), nameOf(vault, n, 'vaulted-')]
    const file = {
      identity: { dev: '1', ino: String(n), sizeBytes: 9, mtimeNs: '1' },
      bytes: 9,
      sha256: 'a'.repeat(64),
    }
    return { n, away: { ...file, from: result, to: aside }, back: { ...file, from: original, to: result } }
  })
  inOneCommit(store, () => {
    for (const { n, away, back } of moves)
      beginMoves(store, {
        batch: 1,
        seq: n,
        atMs: 1,
        moves: [
          { kind: 'result', ...away },
          { kind: 'restored', ...back },
        ],
      })
  })
  for (const { away } of moves) renameSync(away.from, away.to)
  for (const { back } of moves) renameSync(back.from, back.to)
  inOneCommit(store, () => {
    for (const { n } of moves) endMoves(store, { batch: 1, seq: n })
  })
}

function inOneCommit(store: Store, act: () => void): void {
  store.exec('BEGIN')
  act()
  store.exec('COMMIT')
}

const nameOf = (folder: string, n: number, prefix = ''): string => join(folder, `${prefix}f${n}.txt`)

function makeTexts(folder: string, prefix = ''): void {
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < files; n++) writeFileSync(nameOf(folder, n, prefix), `file ${n}\nof a person\n`)
}
