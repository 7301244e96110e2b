import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import { systemClock } from '../../../async/clock.ts'
import { DeadlineError, withDeadline } from '../../../async/deadline.ts'
import { leaveThread } from '../../../async/stuck-threads.ts'
import type { Around, AroundQuestion } from '../../../reader.ts'
import { packageRoot } from '../../../package-root.ts'
import { connectToEngine } from '../../attach/connect.ts'
import { faceSocketPath } from '../../attach/socket-path.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { isAway } from '../open-engine.ts'
import { lookAtSetup, lookAtVolumes } from '../setup.ts'
import { doctorLines, type Findings, type VaultFindings } from '../show/doctor-lines.ts'
import { faultLines } from '../show/fault-text.ts'
import { jsonLine } from '../show/json-view.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import { withReader } from '../with-engine.ts'
import type { World } from '../world.ts'

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
    return { files: 0, bytes: 0, notice: faultLines(Fault.from(error, 'the vault')).join(' '), isUnknown: true }
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
