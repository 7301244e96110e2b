import { basename } from 'node:path'
import { copyFileSync, lstatSync, type Stats, statSync } from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import { splitName } from '../../contract/split-name.ts'
import { callingSystem } from '../errno-fault.ts'
import { runProgram } from '../external-program.ts'
import type { Family, WriteContext } from '../family.ts'
import { externalTokens } from './external-tokens.ts'
import { HeldOriginal, type Treatment } from './held-original.ts'
import { ProgramRoom } from './program-room.ts'

/** A program and its arguments, with `{input}`, `{output}`, `{stem}` and `{extension}` still in them. */
export interface ExternalCall {
  command: readonly string[]
  limitMs: number
}

/** A file for programs that are no part of Millrace: what they are to do, in order. */
export interface ExternalFile {
  path: string
  /** As the person knows it, or would by now. */
  name: string
  type: string
  /** Without the dot, of the result. */
  extension: string
  calls: readonly ExternalCall[]
}

export const externalFamily: Family<ExternalFile> = {
  worksLate: true,
  async read({ path }, { type, name: known }) {
    if (!path.isWellFormed())
      throw new Fault('name-untold', { subject: path, why: 'Part of the name is no readable text (not Unicode).' })
    const name = known || path
    return { path, name, type, extension: splitName(basename(name)).extension.slice(1), calls: [] }
  },
  facts: () => ({}),
  settle: async (file) => file,
  async write(file, context) {
    const { target } = context
    // A condition that was decided late has passed all programs by.
    if (file.calls.length === 0) callingSystem(target, () => copyFileSync(file.path, target))
    else await carryOutAll(file, context)
    return { type: file.type, extension: file.extension, sizeBytes: statSync(target).size, facts: {} }
  },
  isPlain: () => true,
}

async function carryOutAll(file: ExternalFile, context: WriteContext): Promise<void> {
  const room = new ProgramRoom(context.target)
  using original = await HeldOriginal.hold(file.path)
  let input = file.path
  for (const [at, call] of file.calls.entries()) {
    const output = room.output(at)
    await carryOutBeside(original, call, { file, input, output, context })
    requireResult(call, output, file.path)
    context.progress((at + 1) / file.calls.length)
    input = output
  }
  room.leave(input)
}

interface Carrying {
  file: ExternalFile
  input: string
  output: string
  context: WriteContext
}

/** Raises `step-failed` for a program that did not leave the file of the person alone; that is as it was. */
async function carryOutBeside(original: HeldOriginal, call: ExternalCall, carrying: Carrying): Promise<void> {
  let treatment: Treatment = 'left'
  try {
    await carryOut(call, carrying)
  } finally {
    treatment = original.putBack(carrying.output)
  }
  if (treatment === 'left') return
  const why = {
    taken: 'took {input} away; it was put back',
    kept: `took {input} away, and it could not be put back: all it held is in ${original.keptAt}`,
    linked: 'made {output} a second name of {input}',
    changed: 'changed {input}, or something else did meanwhile',
  }[treatment]
  const advice = 'It has to leave that alone and write a file of its own.'
  throw new Fault('step-failed', { subject: carrying.file.path, why: `${call.command[0]} ${why}. ${advice}` })
}

async function carryOut({ command, limitMs }: ExternalCall, { file, input, output, context }: Carrying): Promise<void> {
  const { stem, extension } = splitName(basename(file.name))
  const values: Record<string, string> = { input, output, stem, extension: extension.slice(1) }
  // Put in as a whole: what a name holds is never read as another token, and never by a shell.
  const words = command.map((word) => filled(word, values, file.path))
  const [program = '', ...args] = words
  const { progress, spawned } = context
  await runProgram({ program, args, subject: file.path, limitMs, onSpawned: spawned, onAlive: () => progress(0) })
}

const token = new RegExp(`\\{(${externalTokens.join('|')})\\}`, 'g')

/** Raises `name-untold` for a name that would be taken for an option. */
function filled(word: string, values: Record<string, string>, subject: string): string {
  const text = word.replace(token, (_, name: string) => values[name] ?? '')
  if (!text.startsWith('-') || word.startsWith('-')) return text
  throw new Fault('name-untold', {
    subject,
    why: 'The program would take a name that begins with - for an option of its own.',
  })
}

function requireResult({ command }: ExternalCall, output: string, subject: string): void {
  const stats = lstatSync(output, { throwIfNoEntry: false })
  if (stats?.isFile() && stats.size > 0) return
  throw new Fault('step-failed', { subject, why: `${command[0]} ${insteadOfFile(stats)}` })
}

function insteadOfFile(stats: Stats | undefined): string {
  if (stats?.isDirectory()) return 'made a folder of {output}, which has to be a file.'
  if (stats?.isSymbolicLink()) return 'made a link of {output}, which has to be a file.'
  return 'ended well, but wrote nothing to {output}.'
}
