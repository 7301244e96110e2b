import type { Client } from '../../../contract/client.ts'
import { Fault } from '../../../contract/fault.ts'
import { connectToEngine } from '../attach/connect.ts'
import { faceSocketPath } from '../attach/socket-path.ts'
import { exitCodes, type ExitCode } from './exit-code.ts'
import { isAway } from './open-engine.ts'
import type { Findings, VaultFindings } from './show/doctor-lines.ts'
import { faultLines } from './show/fault-text.ts'
import { withReader } from './with-engine.ts'
import type { World } from './world.ts'

/** An engine that works answers at once; for longer nobody wants to wait who asks what is wrong with it. */
const answerMs = 5000

type StateFindings = Pick<Findings, 'state' | 'journal' | 'settings' | 'vault' | 'engine' | 'workings'>

interface Looked {
  findings: StateFindings
  /** `cannotStart` where nothing can with this folder. */
  exitCode: ExitCode
}

/** What the state folder tells of itself, of its journal and its settings, of the vault, and of an engine that has it. Asks no disk but its own. */
export async function lookAtState(world: World, stateFolder: string): Promise<Looked> {
  const { doors } = world
  const state = await usable('the state folder', async () => {
    await doors.checkState({ stateFolder })
    return 'usable'
  })
  const journal = await usable('the journal', () => journalState(world))
  const settings = await usable('the settings', () => doors.checkSettings({ stateFolder }))
  const told = { state: state.told, journal: journal.told, settings: settings.told }
  const findings = { ...told, vault: await vaultState(world), ...(await engineState(world, stateFolder)) }
  const canStart = state.isUsable && journal.isUsable && settings.isUsable
  return { findings, exitCode: canStart ? exitCodes.ok : exitCodes.cannotStart }
}

/** Of one whose disk does not answer. */
export function silentState(stateFolder: string): Looked {
  const fault = new Fault('volume-gone', { subject: stateFolder, why: 'It does not answer.' })
  const findings: StateFindings = {
    state: faultLines(fault).join(' '),
    journal: 'not known',
    settings: 'not known',
    vault: { files: 0, bytes: 0, notice: '', isUnknown: true },
    engine: { state: 'unknown', notice: '' },
    workings: null,
  }
  return { findings, exitCode: exitCodes.cannotStart }
}

/** What nothing can start without. */
export async function usable(
  what: string,
  look: () => Promise<string | void>,
): Promise<{ told: string; isUsable: boolean }> {
  try {
    return { told: (await look()) ?? 'readable', isUsable: true }
  } catch (error) {
    return { told: faultLines(Fault.from(error, what)).join(' '), isUsable: false }
  }
}

async function journalState(world: World): Promise<string> {
  const { batches } = await withReader(world, (client, asking) => client.ask('batch.list', { limit: 1 }, asking))
  return batches.length > 0 ? 'readable' : 'empty'
}

/** In figures: whether its files are there is asked of none of their disks. */
async function vaultState(world: World): Promise<VaultFindings> {
  try {
    const ask = (client: Client, asking: { signal: AbortSignal }) => client.ask('vault.list', { limit: 0 }, asking)
    const { totals, notice } = await withReader(world, ask)
    return { files: totals.files, bytes: totals.bytes, notice }
  } catch (error) {
    return { files: 0, bytes: 0, notice: faultLines(Fault.from(error, 'the vault')).join(' '), isUnknown: true }
  }
}

/** What is wrong with a running engine is a finding, too. */
async function engineState(world: World, stateFolder: string): Promise<Pick<Findings, 'engine' | 'workings'>> {
  const asked = world.interrupts.signal
  const socketPath = await faceSocketPath(stateFolder)
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
