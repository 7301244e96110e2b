import { type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { BatchRow } from '../contract/batch-commands.ts'
import type { Client } from '../contract/client.ts'
import { Fault } from '../contract/fault.ts'
import { systemClock } from './async/clock.ts'
import { localClient } from './engine-client.ts'
import { isTaken } from './journal/opening/lock.ts'
import { findBatch } from './journal/batches/batches.ts'
import { listBatches } from './journal/batches/list-batches.ts'
import { bringUpToDate } from './journal/opening/bring-up-to-date.ts'
import { openReadOnly } from './journal/opening/open-store.ts'
import type { Store } from './journal/store.ts'
import { heldPage, heldTotals } from './journal/moves/held-files.ts'
import { undoStandings } from './journal/undo/undo-standing.ts'
import { receipts } from './journal/ledger/receipts.ts'
import { disks } from './journal/batches/disks.ts'
import { knownPlaces, noPlaces } from './journal/batches/known-places.ts'
import { type OnDisk, onDisk } from './journal/batches/on-disk.ts'
import { reportPage } from './journal/rows/views.ts'
import { ioFault } from './io/errno.ts'
import { isWithin } from './io/paths.ts'
import { hashFile } from './io/looking/hash-file.ts'
import { lookFirmly, occupied } from './io/looking/look.ts'
import { type StrayVault, strayVaults } from './io/looking/stray-vaults.ts'
import { DiskInquiry } from './io/looking/disk-inquiry.ts'
import { isAway, missedDisk, missedDisks } from './io/places/mount.ts'
import { diskAnswers } from './run/lanes/disk-answers.ts'
import { Desk, type Records } from './run/answers/desk.ts'
import { orNull } from './run/hash-or-null.ts'
import { type VaultRecords, VaultView } from './run/answers/vault-view.ts'
import { rootsOf } from './settings/roots.ts'
import { readSettings } from './settings/settings.ts'
import { checkStateFolder } from './settings/state-folder.ts'

type Reading = Records & VaultRecords

/**
 * Answers what the journal alone can tell (`batch.list`, `batch.get`, `batch.report`, `batch.verify`, `vault.list`) without the
 * lock, whether or not an engine runs; the journal of an earlier Millrace is brought up to date first. A state folder without a journal, or with one
 * that was never begun, has no batches. The caller closes it. Faults: `contract-differs` while the earlier Millrace has the folder, and those of reading.
 */
export async function openReader({ stateFolder }: { stateFolder: string }): Promise<Client> {
  requireFolder(stateFolder)
  const store = storeOf(stateFolder)
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

/** A disk that is away although undo or verify would look for something there. */
export interface DiskAway extends OnDisk {
  /** Where it begins. */
  mount: string
}

/** A vault with files of runs that are not known. */
export type VaultLeft = StrayVault

/** What lies on disks that runs know of, as far as they answer. */
export interface Around {
  disksAway: DiskAway[]
  vaultsLeft: VaultLeft[]
  /** Places whose disks do not answer. */
  silent: string[]
  /** So many of them did not that the others were not asked. */
  isCutShort: boolean
}

export interface AroundQuestion {
  stateFolder: string
  /** Vaults are looked for around it, too. */
  folder: string
  /** Places of which it is known that their disks do not answer; they are among those of the answer. */
  silent: readonly string[]
}

/** A disk that is asleep, or busy, has answered by then; for longer nobody wants to wait who asks what is wrong. */
const answerMs = 5000

/**
 * Disks that are away, and vaults with files that no run of the journal has put there, as after a state folder was removed: those in, below and beside
 * the folders that the settings, the watches and the runs name, and `folder`. Disks that do not answer are waited for once, a few seconds each.
 * The faults are those of `openReader` and `checkSettings`.
 */
export async function lookAround({ stateFolder, folder, silent: known }: AroundQuestion): Promise<Around> {
  using store = storeOf(stateFolder)
  const roots = rootsOf(readSettings(stateFolder).server).map((root) => root.path)
  const mounts = store ? disks(store) : []
  const silent = [...known, ...(await silentAmong(except(known, [...mounts, folder, ...roots])))]
  const inquiry = new DiskInquiry({ clock: systemClock, limitMs: answerMs, silent })
  const { folders, tokens } = store ? knownPlaces(store) : noPlaces
  const vaults = [join(stateFolder, 'vault')]
  const vaultsLeft = await strayVaults({ folders: [folder, ...roots, ...folders], vaults, tokens, inquiry })
  const answering = except(silent, mounts)
  const away = store ? missedDisks(answering).map((mount) => ({ mount, ...onDisk(store, mount) })) : []
  return {
    disksAway: away.filter(({ batches }) => batches > 0),
    vaultsLeft,
    silent: [...inquiry.silent],
    isCutShort: inquiry.isOver,
  }
}

/** Those that are not on disks which do not answer. */
function except(silent: readonly string[], places: readonly string[]): string[] {
  return places.filter((place) => !silent.some((outer) => isWithin(outer, place)))
}

/** Those whose disks do not answer within a few seconds. Asked all at once. */
export async function silentAmong(places: readonly string[]): Promise<string[]> {
  const asked = { clock: systemClock, timeoutMs: answerMs, onLate: () => {} }
  const all = [...new Set(places)]
  const answers = await Promise.all(all.map((place) => diskAnswers(place, asked)))
  return all.filter((_, at) => !answers[at])
}

/** @throws Fault `settings-wrong` where nothing could begin with the settings of the folder */
export function checkSettings({ stateFolder }: { stateFolder: string }): void {
  readSettings(stateFolder)
}

/** @throws Fault `state-unusable` where nothing could be written into the folder, though it may be read */
export function checkState({ stateFolder }: { stateFolder: string }): void {
  checkStateFolder(stateFolder)
}

/** Null where nothing has been run yet. That of an earlier Millrace is brought up to date first. */
function storeOf(stateFolder: string): Store | null {
  const path = join(stateFolder, 'journal.db')
  if (!statsOf(path)) return null
  const store = openReadOnly(path)
  if (store !== 'earlier') return store
  checkStateFolder(stateFolder)
  bringUpToDate(stateFolder)
  return storeOf(stateFolder)
}

function requireFolder(folder: string): void {
  if (statsOf(folder)?.isDirectory() === false)
    throw new Fault('state-unusable', { subject: folder, why: 'It is not a folder.' })
}

/** A folder that may not be looked into is not one without runs. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw ioFault(error, path)
  }
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
