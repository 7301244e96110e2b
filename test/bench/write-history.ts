import { join } from 'node:path'
import { addBatch, setBatchState } from '../../main/journal/batches/batches.ts'
import { openStore } from '../../main/journal/opening/open-store.ts'

/** Writes a finished batch of so many rows into the journal of a state folder: one in a hundred failed, the others with a result. Answers with its id. */
export function writeHistory(stateFolder: string, count: number): string {
  using store = openStore(join(stateFolder, 'journal.db'), { nowMs: Date.now() })
  const id = `rows-${count}`
  const texts = { watch: null, token: 't', key: 'k', recipeName: 'Web-ready', recipeText: '', recipeFingerprint: 'f' }
  const { n } = addBatch(store, { id, ...texts, outRoot: '/out', request: '{"sources":["/in"]}', startedMs: 0 })
  store.run("INSERT INTO folders(path) VALUES('/out')")
  for (let seq = 0; seq < count; seq++) {
    if (seq % 1000 === 0) store.exec('BEGIN')
    writeRow(store, n, seq)
    if (seq % 1000 === 999) store.exec('COMMIT')
  }
  setBatchState(store, { n, state: 'finished', endedMs: 1 })
  return id
}

function writeRow(store: ReturnType<typeof openStore>, batch: number, seq: number): void {
  const failed = seq % 100 === 0
  const fault = failed ? '{"code":"file-damaged","message":"It is damaged.","why":"It is damaged."}' : null
  store.run(
    'INSERT INTO jobs(batch, seq, source, identity, size, state, fault) VALUES(?, ?, ?, ?, 3456789, ?, ?)',
    batch,
    seq,
    `/home/anna/Pictures/2024/Holiday ${seq % 97}/IMG_${1_000_000 + seq}.jpg`,
    `${seq}:3456789:1712345678901234567`,
    failed ? 'failed' : 'done',
    fault,
  )
  if (!failed)
    store.run(
      "INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published) VALUES(?, ?, 0, 1, ?, '', '', 1, ?, 'image/webp', 1)",
      batch,
      seq,
      `IMG_${1_000_000 + seq}.webp`,
      'a'.repeat(64),
    )
}
