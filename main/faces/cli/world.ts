import { buffer } from 'node:stream/consumers'
import type { Client } from '../../../contract/client.ts'
import type { Clock } from '../../async/clock.ts'
import { systemClock } from '../../async/clock.ts'
import type { Around, AroundQuestion } from '../../look-around.ts'
import type { OwnedEngine } from '../attach/owned-engine.ts'
import { askOnTerminal } from './ask-on-terminal.ts'
import { currentFolder } from './current-folder.ts'
import { endProcess } from './end-process.ts'
import { ignoresHangup } from './ignores-hangup.ts'
import { Interrupts, listenToSignals } from './interrupts.ts'
import { type Terminal, terminalOf } from './show/terminal.ts'

/** The ways to an engine, behind an interface so that tests can put a small one there. */
export interface Doors {
  /** `expects`: the recipe that is asked for next. @throws Fault `state-busy` when another process owns the folder */
  openHost(options: { stateFolder: string; signal: AbortSignal; expects?: string }): Promise<OwnedEngine>
  /** @throws Fault `state-unusable` where nothing could be written into the folder, though it may be read */
  checkState(options: { stateFolder: string }): Promise<void>
  /** @throws Fault `codec-missing` where what reads pictures does not start; the signal's reason */
  checkCodecs(options: { signal: AbortSignal }): Promise<void>
  /** @throws Fault `settings-wrong` where nothing could begin with the settings of the folder */
  checkSettings(options: { stateFolder: string }): Promise<void>
  /** Those of the places whose disks do not answer within a few seconds. */
  silentAmong(places: readonly string[]): Promise<string[]>
  /** What lies on disks that runs know of, as far as they answer. Faults: where journal or settings cannot be read. */
  lookAround(options: AroundQuestion): Promise<Around>
  /** Answers history, verify and report from the journal, without owning the folder. */
  openReader(options: { stateFolder: string }): Promise<Client>
  /** Answers what recipes and steps there are, and what is wrong with a recipe, without anything being written. */
  openRecipeReader(options: { stateFolder: string }): Promise<Client>
  /** An engine that only looks and knows of no run, for a state folder into which nothing can be written. */
  openLookingHost(options: { stateFolder: string }): Promise<Client>
}

/** Everything a command gets from outside. */
export interface World {
  readonly env: NodeJS.ProcessEnv
  /** Faults: those of `currentFolder`. */
  readonly cwd: string
  readonly stdout: Terminal
  readonly stderr: Terminal
  readonly clock: Clock
  readonly interrupts: Interrupts
  readonly doors: Doors
  /** All that comes from the input. */
  readInput(): Promise<Uint8Array>
  /** Asks whoever is at the terminal and resolves with whether they agree; null where nobody is. */
  readonly ask: ((question: string) => Promise<boolean>) | null
  /** The way out when a person asks a third time: at once, and the next start tidies up. */
  exit(code: number): void
}

/** The world of this process. Takes over its signals and the errors of its output streams. */
export function processWorld(doors: Doors): World {
  // Nothing is waited for, so neither is a thread that hangs.
  const exit = (code: number): void => void endProcess(code, { isStuck: true })
  const interrupts = new Interrupts({ nowMs: () => systemClock.monotonicMs(), leave: exit })
  listenToSignals(interrupts)
  const { env } = process
  const deaf = ignoresHangup(process)
  const hungUp = () => void (deaf || interrupts.request('hangup'))
  return {
    env,
    get cwd() {
      return currentFolder()
    },
    stdout: terminalOf(process.stdout, { env, onGone: (how) => (how === 'unread' ? interrupts.unread() : hungUp()) }),
    stderr: terminalOf(process.stderr, { env, onGone: (how) => how === 'hangup' && hungUp() }),
    clock: systemClock,
    interrupts,
    doors,
    readInput: () => buffer(process.stdin),
    ask:
      process.stdin.isTTY && process.stderr.isTTY
        ? (question) =>
            askOnTerminal(question, { input: process.stdin, output: process.stderr, signal: interrupts.signal })
        : null,
    exit,
  }
}

/** The real engine. Loaded when it is first needed: help and completion never are. */
export const engineDoors: Doors = {
  openHost: async (options) => (await import('../../host.ts')).openHost(options),
  openReader: async (options) => (await import('../../reader.ts')).openReader(options),
  openRecipeReader: async (options) => (await import('../../recipe-reader.ts')).openRecipeReader(options),
  openLookingHost: async (options) => (await import('../../host.ts')).openLookingHost(options),
  checkState: async (options) => (await import('../../check-state.ts')).checkState(options),
  checkCodecs: async (options) => (await import('../../check-codecs.ts')).checkCodecs(options),
  checkSettings: async (options) => (await import('../../check-state.ts')).checkSettings(options),
  silentAmong: async (places) => (await import('../../look-around.ts')).silentAmong(places),
  lookAround: async (options) => (await import('../../look-around.ts')).lookAround(options),
}
