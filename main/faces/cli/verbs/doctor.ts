import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../../../../contract/client.ts'
import type { CommandOutputs } from '../../../../contract/command.ts'
import { Fault } from '../../../../contract/fault.ts'
import { systemClock } from '../../../async/clock.ts'
import { DeadlineError, withDeadline } from '../../../async/deadline.ts'
import { leaveThread } from '../../../async/stuck-threads.ts'
import type { Around, AroundQuestion, DiskAway, VaultLeft } from '../../../reader.ts'
import { packageRoot } from '../../../package-root.ts'
import { connectToEngine } from '../../attach/connect.ts'
import { faceSocketPath } from '../../attach/socket-path.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { isAway } from '../open-engine.ts'
import { lookAtSetup, lookAtVolumes, type Setup, type VolumeSetup } from '../setup.ts'
import { escapeName } from '../show/escape-name.ts'
import { faultLines } from '../show/fault-text.ts'
import { jsonLine } from '../show/json-view.ts'
import { tableLines } from '../show/table.ts'
import { countOf, durationOf, numberOf, sizeOf } from '../show/words.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import { withReader } from '../with-engine.ts'
import type { World } from '../world.ts'

type Workings = CommandOutputs['engine.workings']

interface VaultFindings {
  files: number
  bytes: number
  /** What is over a limit of the settings. */
  notice: string
}

interface Findings extends Setup, Around {
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

interface EngineFindings {
  state: 'none' | 'running' | 'silent'
  /** Why one that is there tells nothing. */
  notice: string
}

/** An engine that works answers at once; for longer nobody wants to wait who asks what is wrong with it. */
const answerMs = 5000
/** Longer than it takes to find a few disks that do not answer. */
const aroundMs = 20_000

export const doctor: Verb = async ({ world, options }) => {
  const stateFolder = stateFolderOf(world)
  const { env, cwd } = world
  const codecs = codecState(world)
  const state = await usable('the state folder', async () => {
    await world.doors.checkState({ stateFolder })
    return 'usable'
  })
  const journal = await usable('the journal', () => journalState(world))
  const settings = await usable('the settings', () => world.doors.checkSettings({ stateFolder }))
  const setup = lookAtSetup(env)
  const places = [stateFolder, cwd, tmpdir()]
  const around = await lookAround(world, { stateFolder, folder: cwd, places })
  const findings: Findings = {
    millrace: JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version,
    stateFolder,
    state: state.told,
    journal: journal.told,
    settings: settings.told,
    codecs: await codecs,
    vault: await vaultState(world),
    ...around,
    ...setup,
    volumes: await lookAtVolumes(places, around),
    ...(await engineState(world)),
  }
  const lines = options['json'] ? [jsonLine(findings)] : doctorLines(findings, world.clock.nowMs())
  for (const line of lines) world.stdout.write(`${line}\n`)
  return state.isUsable && journal.isUsable && settings.isUsable ? exitCodes.ok : exitCodes.cannotStart
}

/** What nothing can start without. */
async function usable(what: string, look: () => Promise<string | void>): Promise<{ told: string; isUsable: boolean }> {
  try {
    return { told: (await look()) ?? 'readable', isUsable: true }
  } catch (error) {
    return { told: faultLines(Fault.from(error, what)).join(' '), isUsable: false }
  }
}

/** Longer than a process takes to start on a computer that has much to do. */
const codecMs = 20_000

/** Never rejects: others are looked at meanwhile. */
async function codecState({ doors, interrupts, clock }: World): Promise<string> {
  const asked = { signal: interrupts.signal, timeoutMs: codecMs, clock, what: 'starting the codecs' }
  const { told } = await usable('what reads pictures', async () => {
    await withDeadline((signal) => doors.checkCodecs({ signal }), asked).catch((error) => {
      throw error instanceof DeadlineError ? new Fault('worker-late', { subject: 'pictures', cause: error }) : error
    })
    return 'usable'
  })
  return told
}

async function journalState(world: World): Promise<string> {
  const { batches } = await withReader(world, (client, asking) => client.ask('batch.list', { limit: 1 }, asking))
  return batches.length > 0 ? 'readable' : 'empty'
}

async function vaultState(world: World): Promise<VaultFindings> {
  try {
    const ask = (client: Client, asking: { signal: AbortSignal }) => client.ask('vault.list', { limit: 1 }, asking)
    const { totals, notice } = await withReader(world, ask)
    return { files: totals.files, bytes: totals.bytes, notice }
  } catch (error) {
    return { files: 0, bytes: 0, notice: faultLines(Fault.from(error, 'the vault')).join(' ') }
  }
}

/** Where journal or settings cannot be read, that is what is told. A disk that does not answer holds nobody up who asks what is wrong. */
async function lookAround({ doors }: World, question: AroundQuestion): Promise<Around> {
  const looked = doors.lookAround(question).catch(() => nothingAround)
  const late = Promise.withResolvers<null>()
  using _ = systemClock.after(aroundMs, () => late.resolve(null))
  const found = await Promise.race([looked, late.promise])
  if (found === null) leaveThread({ unref: () => {} }, looked)
  return found ?? { ...nothingAround, isCutShort: true }
}

const nothingAround: Around = { disksAway: [], vaultsLeft: [], silent: [], isCutShort: false }

/** What is wrong with a running engine is a finding, too. */
async function engineState(world: World): Promise<Pick<Findings, 'engine' | 'workings'>> {
  const asked = world.interrupts.signal
  const socketPath = await faceSocketPath(stateFolderOf(world))
  const signal = AbortSignal.any([asked, AbortSignal.timeout(answerMs)])
  try {
    await using client = await connectToEngine({ socketPath, signal })
    const workings = await client.ask('engine.workings', {}, { signal })
    return { engine: { state: 'running', notice: '' }, workings }
  } catch (error) {
    asked.throwIfAborted()
    if (isAway(error)) return { engine: { state: 'none', notice: '' }, workings: null }
    const notice = signal.aborted ? 'It does not answer.' : faultLines(Fault.from(error, 'the engine')).join(' ')
    return { engine: { state: 'silent', notice }, workings: null }
  }
}

export function doctorLines(found: Findings, nowMs: number): string[] {
  const tools = Object.entries(found.tools).map(([name, path]) => [name, path || 'not found'])
  const disks = found.volumes.map(({ path, answers, freeBytes, totalBytes }) => [
    path,
    answers ? `${sizeOf(freeBytes)} free of ${sizeOf(totalBytes)}` : 'does not answer',
  ])
  const versions = Object.entries({ millrace: found.millrace, ...found.versions }).map((pair) => pair.join(' '))
  const about = [
    ['State folder', found.state === 'usable' ? found.stateFolder : found.state],
    ['Journal', found.journal],
    ['Settings', found.settings],
    ...(found.codecs === 'usable' ? [] : [['Pictures', found.codecs]]),
    ['Vault', `${countOf(found.vault.files, 'file')}, ${sizeOf(found.vault.bytes)}`],
    ['Versions', versions.join(', ')],
    ['Cores', String(found.cores)],
    ['Memory', `${sizeOf(found.memory.freeBytes)} free of ${sizeOf(found.memory.totalBytes)}`],
    ['Open files', found.openFileLimit === null ? 'no limit known' : `at most ${numberOf(found.openFileLimit)}`],
    ...disks.map(([path, room]) => ['Disk', `${path}: ${room}`]),
    ...tools.map(([name, path]) => ['Program', `${name}: ${path}`]),
  ]
  const notices = [
    ...(found.vault.notice ? [found.vault.notice] : []),
    ...found.silent.map(silentLine),
    ...(found.isCutShort ? [cutShortLine] : []),
    ...found.disksAway.map(awayLine),
    ...found.vaultsLeft.map(leftLine),
  ]
  const told = notices.flatMap((notice) => [escapeName(notice), ''])
  return [...tableLines(about.map((row) => row.map(escapeName))), '', ...told, ...engineLines(found, nowMs)]
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
  return workings ? workingsLines(workings, nowMs) : ['No engine is running.']
}

function workingsLines(workings: Workings, nowMs: number): string[] {
  const { waiting, slow, eventLoopDelayMs } = workings
  return [
    `An engine is running. Responsiveness: half of the time within ${durationOf(eventLoopDelayMs.p50)}, at worst ${durationOf(eventLoopDelayMs.max)}.`,
    `${countOf(waiting.length, 'wait')} and ${countOf(slow.length, 'slow operation')} now.`,
    ...waiting.map(({ what, holder, sinceMs }) =>
      escapeName(`  ${holder || 'Somebody'} has waited ${durationOf(Math.max(0, nowMs - sinceMs))} for ${what}`),
    ),
    ...slow.map(({ what, ms }) => escapeName(`  ${what} takes ${durationOf(ms)} so far`)),
  ]
}
