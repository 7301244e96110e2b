import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { BatchRow } from '../contract/batch-commands.ts'
import type { Client } from '../contract/client.ts'
import { systemClock } from './async/clock.ts'
import { localClient } from './engine-client.ts'
import { hashFile } from './io/looking/hash-file.ts'
import { lookFirmly, occupied } from './io/looking/look.ts'
import { isAway, missedDisk } from './io/places/mount.ts'
import { findBatch } from './journal/batches/batches.ts'
import { disks } from './journal/batches/disks.ts'
import { listBatches } from './journal/batches/list-batches.ts'
import { receipts } from './journal/ledger/receipts.ts'
import { heldPage, heldTotals } from './journal/moves/held-files.ts'
import { isTaken } from './journal/opening/lock.ts'
import { reportPage } from './journal/rows/views.ts'
import { undoStandings } from './journal/undo/undo-standing.ts'
import { journalToRead, requireFolder } from './journal-to-read.ts'
import { Desk, type Records } from './run/answers/desk.ts'
import { type VaultRecords, VaultView } from './run/answers/vault-view.ts'
import { orNull } from './run/hash-or-null.ts'
import { readSettings } from './settings/settings.ts'

type Reading = Records & VaultRecords

/**
 * Answers what the journal alone can tell (`batch.list`, `batch.get`, `batch.report`, `batch.verify`, `vault.list`) without the
 * lock, whether or not an engine runs; the journal of an earlier Millrace is brought up to date first. A state folder without a journal, or with one
 * that was never begun, has no batches. The caller closes it. Faults: `contract-differs` while the earlier Millrace has the folder, and those of reading.
 */
export async function openReader({ stateFolder }: { stateFolder: string }): Promise<Client> {
  requireFolder(stateFolder)
  const store = journalToRead(stateFolder)
  if (!store) return readingClient(nothing, stateFolder)
  const reading: Reading = {
    findBatch: async (id) => findBatch(store, id) ?? null,
    listBatches: async (input) => listBatches(store, input),
    reportPage: async (input) => reportPage(store, input),
    undoStandings: async (batches) => undoStandings(store, batches),
    receipts: async (input) => receipts(store, input),
    disks: async () => disks(store),
    heldPage: async (input) => heldPage(store, input),
    heldTotals: async (input) => heldTotals(store, input),
    occupied: async (paths) => occupied(paths),
  }
  return { ...readingClient(reading, stateFolder), [Symbol.asyncDispose]: async () => store[Symbol.dispose]() }
}

const nothing: Reading = {
  findBatch: async () => null,
  listBatches: async () => [],
  reportPage: async () => ({ lines: [], next: null }),
  undoStandings: async () => [],
  receipts: async () => ({ receipts: [], next: null }),
  disks: async () => [],
  heldPage: async () => [],
  heldTotals: async () => ({ files: 0, bytes: 0, oldestMs: null }),
  occupied: async () => [],
}

function readingClient(reading: Reading, stateFolder: string): Client {
  const desk = new Desk(reading, {
    look: async (path) => lookFirmly(path),
    isAway: async (mount) => isAway(mount),
    missedDisk: async ({ paths, known }) => missedDisk(paths, known),
    hash: (path) =>
      orNull(async () => {
        // Whoever wants it to end is heard in between.
        await setImmediate()
        return hashFile(path)
      }),
    vaultDays: () => readSettings(stateFolder).vault.maxAgeDays,
  })
  const vault = (): VaultView =>
    new VaultView(reading, { settings: readSettings(stateFolder).vault, nowMs: () => systemClock.nowMs() })
  return localClient(
    {
      'batch.list': async (input: Parameters<Desk['list']>[0]) => ({
        batches: await atRest(stateFolder, async () => (await desk.list(input)).batches),
      }),
      'batch.get': async ({ batch }: { batch: string }) => {
        const [found] = await atRest(stateFolder, async () => [await desk.snapshot(batch)])
        return { batch: found ?? (await desk.snapshot(batch)) }
      },
      'batch.report': (input: Parameters<Desk['report']>[0]) => desk.report(input),
      'batch.verify': (...asked: Parameters<Desk['verify']>) => desk.verify(...asked),
      'vault.list': (input: Parameters<VaultView['list']>[0]) => vault().list(input),
    },
    async function* () {},
  )
}

type Told = Pick<BatchRow, 'state' | 'watch' | 'interrupted'>

/**
 * Batches as they are read, and those that are not over as interrupted where no engine has the folder: then nothing works on them. The batch
 * of a watched folder's day is open for what comes.
 */
async function atRest<T extends Told>(stateFolder: string, read: () => Promise<T[]>): Promise<T[]> {
  const isOpen = ({ state, watch }: T) => state !== 'finished' && state !== 'cancelled' && watch === undefined
  const found = await read()
  if (!found.some(isOpen) || isTaken(join(stateFolder, 'lock.db'))) return found
  // Read again: one may have ended before its engine did.
  return (await read()).map((batch) => (isOpen(batch) ? { ...batch, interrupted: true } : batch))
}
