import { join } from 'node:path'
import { systemClock } from './async/clock.ts'
import { DiskInquiry } from './io/looking/disk-inquiry.ts'
import { type StrayVault, strayVaults } from './io/looking/stray-vaults.ts'
import { isWithin } from './io/paths.ts'
import { missedDisks } from './io/places/mount.ts'
import { disks } from './journal/batches/disks.ts'
import { knownPlaces, noPlaces } from './journal/batches/known-places.ts'
import { type OnDisk, onDisk } from './journal/batches/on-disk.ts'
import { journalToRead } from './journal-to-read.ts'
import { diskAnswers } from './run/lanes/disk-answers.ts'
import { rootsOf } from './settings/roots.ts'
import { readSettings } from './settings/settings.ts'

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
 * The faults are those of `journalToRead` and of reading the settings.
 */
export async function lookAround({ stateFolder, folder, silent: known }: AroundQuestion): Promise<Around> {
  using store = journalToRead(stateFolder)
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
