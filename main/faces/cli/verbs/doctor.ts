import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../../../../contract/fault.ts'
import { systemClock } from '../../../async/clock.ts'
import { DeadlineError, withDeadline } from '../../../async/deadline.ts'
import { leaveThread } from '../../../async/stuck-threads.ts'
import type { Around, AroundQuestion } from '../../../look-around.ts'
import { packageRoot } from '../../../package-root.ts'
import type { Verb } from '../command-spec.ts'
import { lookAtSetup, lookAtVolumes } from '../setup.ts'
import { doctorLines, type Findings } from '../show/doctor-lines.ts'
import { jsonLine } from '../show/json-view.ts'
import { lookAtState, silentState, usable } from '../state-findings.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import type { World } from '../world.ts'

/** Longer than it takes to find a few disks that do not answer. */
const aroundMs = 20_000

export const doctor: Verb = async ({ world, options }) => {
  const stateFolder = stateFolderOf(world)
  const { env, cwd, doors } = world
  const codecs = codecState(world)
  const setup = lookAtSetup(env)
  const places = [stateFolder, cwd, tmpdir()]
  const silent = await doors.silentAmong(places)
  const isSilent = silent.includes(stateFolder)
  const { findings: state, exitCode } = isSilent ? silentState(stateFolder) : await lookAtState(world, stateFolder)
  const around = await lookAround(world, { stateFolder, folder: cwd, silent })
  const findings: Findings = {
    millrace: JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version,
    stateFolder,
    ...state,
    codecs: await codecs,
    ...around,
    ...setup,
    volumes: await lookAtVolumes(places, around),
  }
  const lines = options['json'] ? [jsonLine(findings)] : doctorLines(findings, world.clock.nowMs())
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCode
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

/** Where journal or settings cannot be read, that is what is told. A disk that does not answer holds nobody up who asks what is wrong. */
async function lookAround({ doors }: World, question: AroundQuestion): Promise<Around> {
  const { stateFolder, silent } = question
  const cutShort: Around = { disksAway: [], vaultsLeft: [], silent: [...silent], isCutShort: true }
  if (silent.includes(stateFolder)) return cutShort
  const looked = doors.lookAround(question).catch(() => ({ ...cutShort, isCutShort: false }))
  const late = Promise.withResolvers<null>()
  using _ = systemClock.after(aroundMs, () => late.resolve(null))
  const found = await Promise.race([looked, late.promise])
  if (found === null) leaveThread({ unref: () => {} }, looked)
  return found ?? cutShort
}
