import type { CommandOutputs } from '../../../../contract/command.ts'
import { isWithin } from '../../../io/paths.ts'
import type { Around, DiskAway, VaultLeft } from '../../../look-around.ts'
import type { Setup, VolumeSetup } from '../setup.ts'
import { escapeName } from './escape-name.ts'
import { tableLines } from './table.ts'
import { countOf, durationOf, numberOf, sizeOf } from './words.ts'

type Workings = CommandOutputs['engine.workings']

export interface VaultFindings {
  files: number
  bytes: number
  /** What is over a limit of the settings, or why nobody knows what it holds. */
  notice: string
  /** Absent where it is known. */
  isUnknown?: true
}

/** What `doctor` has found; as JSON it is printed like this. */
export interface Findings extends Setup, Around {
  millrace: string
  stateFolder: string
  /** Of the folder: `usable`, or why nothing can be written there. */
  state: string
  journal: string
  /** `readable`, or what is wrong with them. */
  settings: string
  /** Of what reads pictures: `usable`, or why it does not start. */
  codecs: string
  vault: VaultFindings
  volumes: VolumeSetup[]
  engine: EngineFindings
  /** Null while no engine runs, or none answers. */
  workings: Workings | null
}

export interface EngineFindings {
  state: 'none' | 'running' | 'silent' | 'unknown'
  /** Why one that is there tells nothing. */
  notice: string
}

/** What was found, for a person: what is there, then what to look to, then what the engine does. */
export function doctorLines(found: Findings, nowMs: number): string[] {
  const tools = Object.entries(found.tools).map(([name, path]) => [name, path || 'not found'])
  const versions = Object.entries({ millrace: found.millrace, ...found.versions }).map((pair) => pair.join(' '))
  const about = [
    ['State folder', found.state === 'usable' ? found.stateFolder : found.state],
    ['Journal', found.journal === found.settings && found.journal !== 'readable' ? 'not known' : found.journal],
    ['Settings', found.settings],
    ...(found.codecs === 'usable' ? [] : [['Pictures', found.codecs]]),
    ['Vault', vaultText(found.vault)],
    ['Versions', versions.join(', ')],
    ['Cores', String(found.cores)],
    ['Memory', `${sizeOf(found.memory.freeBytes)} free of ${sizeOf(found.memory.totalBytes)}`],
    ['Open files', found.openFileLimit === null ? 'no limit known' : `at most ${numberOf(found.openFileLimit)}`],
    ...diskTexts(found.volumes).map((text) => ['Disk', text]),
    ...tools.map(([name, path]) => ['Program', `${name}: ${path}`]),
  ]
  // What keeps the journal from being read keeps the vault from it as well, and is said once.
  const told = [found.state, found.journal, found.settings]
  const notices = [
    ...[found.vault.notice].filter((notice) => notice !== '' && !told.includes(notice)),
    ...outermost(found.silent).map(silentLine),
    ...(found.isCutShort ? [cutShortLine] : []),
    ...found.disksAway.map(awayLine),
    ...found.vaultsLeft.map(leftLine),
  ]
  const paragraphs = notices.flatMap((notice) => [escapeName(notice), ''])
  return [...tableLines(about.map((row) => row.map(escapeName))), '', ...paragraphs, ...engineLines(found, nowMs)]
}

/** Each disk once, with all of the places that lie on it. */
function diskTexts(volumes: VolumeSetup[]): string[] {
  const disks = Map.groupBy(volumes, ({ device, path }) => device ?? path)
  return [...disks.values()].map((places) => {
    const [{ answers, freeBytes, totalBytes } = { answers: false, freeBytes: 0, totalBytes: 0 }] = places
    const room = answers ? `${sizeOf(freeBytes)} free of ${sizeOf(totalBytes)}` : 'does not answer'
    return `${[...new Set(places.map(({ path }) => path))].join(', ')}: ${room}`
  })
}

/** A folder is on the disk of the folder around it, as far as anybody can tell where none answers. */
function outermost(places: string[]): string[] {
  const distinct = [...new Set(places)]
  return distinct.filter((place) => !distinct.some((other) => other !== place && isWithin(other, place)))
}

function vaultText({ files, bytes, isUnknown }: VaultFindings): string {
  return isUnknown ? 'not known' : `${countOf(files, 'file')}, ${sizeOf(bytes)}`
}

function awayLine({ mount, results, originals, batches }: DiskAway): string {
  const files = [
    ...(results ? [countOf(results, 'result')] : []),
    ...(originals ? [countOf(originals, 'original')] : []),
  ]
  const of = countOf(batches, 'run')
  return `The disk at ${mount} is away. It has ${files.join(' and ')} of ${of}; undo and verify wait for it. Connect it, so that it is at ${mount} again.`
}

function silentLine(path: string): string {
  return `The disk of ${path} does not answer, so what is there is not known; runs on it wait. Connect it again, or take it away (unmount it).`
}

const cutShortLine =
  'Disks do not answer, or take long, so which disks are away, or what is left in vaults, is not known as a whole.'

function leftLine({ path, files }: VaultLeft): string {
  return `${path} holds ${countOf(files, 'original or result', 'originals and results')} of runs that are not known here: the state folder was removed, or is another one. Nothing there is deleted; look through it, and move what you want to keep to where it belongs.`
}

function engineLines({ engine, workings }: Findings, nowMs: number): string[] {
  if (engine.state === 'silent') return [`An engine is running. ${escapeName(engine.notice)}`]
  if (engine.state === 'unknown') return ['Whether an engine is running is not known.']
  return workings ? workingsLines(workings, nowMs) : ['No engine is running.']
}

function workingsLines(workings: Workings, nowMs: number): string[] {
  const { waiting, slow, eventLoopDelayMs } = workings
  return [
    `An engine is running. Responsiveness: half of the time within ${durationOf(eventLoopDelayMs.p50)}, at worst ${durationOf(eventLoopDelayMs.max)}.`,
    `${countOf(waiting.length, 'wait')} and ${countOf(slow.length, 'slow operation')} now.`,
    ...firstOf(
      waiting
        .toSorted((a, b) => a.sinceMs - b.sinceMs)
        .map(
          ({ what, holder, sinceMs }) =>
            `${holder || 'Somebody'} has waited ${durationOf(Math.max(0, nowMs - sinceMs))} for ${what}`,
        ),
    ),
    ...firstOf(slow.toSorted((a, b) => b.ms - a.ms).map(({ what, ms }) => `${what} takes ${durationOf(ms)} so far`)),
  ]
}

/** In a run of many files most wait for their turn: what has taken longest says what is slow. */
const mostNamed = 10

function firstOf(lines: string[]): string[] {
  const rest = lines.length - mostNamed
  return [...lines.slice(0, mostNamed), ...(rest > 0 ? [`and ${numberOf(rest)} more`] : [])].map((line) =>
    escapeName(`  ${line}`),
  )
}
