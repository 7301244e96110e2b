import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { EmptiedFile, HeldFile } from '../../../../contract/vault.ts'
import type { Verb, VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { emptiedLines, heldLines, lastOf, restoredLine } from '../show/vault-lines.ts'
import { askedBeforeMs, type Asking, chosenFiles, heldFiles, meant, notHeld } from '../vault/chosen-files.ts'
import { restoreAll } from '../vault/restore-all.ts'
import { withEngine, withReader } from '../with-engine.ts'

/** Of one command that removes files. */
const pageFiles = 1000
const usualLimit = 200

export const vault: Verb = async (call) => {
  const [action = ''] = call.words
  if (action === 'restore') return restore(call)
  return action === 'empty' ? empty(call) : list(call)
}

async function list({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  const nowMs = world.clock.nowMs()
  const { held, notice } = await withReader(world, async (client, asking) => ({
    held: await heldFiles(client, { names, cwd: world.cwd, beforeMs: askedBeforeMs(options, nowMs) }, asking),
    notice: (await client.ask('vault.list', { limit: 1 }, asking)).notice,
  }))
  const limit = options['limit'] as number | undefined
  const lines = options['json']
    ? lastOf(held, limit ?? held.length).map(jsonLine)
    : [
        ...heldLines(held, { nowMs, chosen: isChosen(options), limit: limit ?? usualLimit }),
        ...(notice ? [escapeName(notice)] : []),
      ]
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCodes.ok
}

async function restore({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  if (names.length === 0) throw new Fault('usage-wrong', { subject: 'vault restore', why: 'Say which files.' })
  return withEngine(world, async (client, asking) => {
    const choice = { names, cwd: world.cwd, beforeMs: undefined }
    const { held, unknown } = await chosenFiles(client, choice, asking)
    const [first] = unknown
    if (held.length === 0 && first !== undefined) throw notHeld(first)
    let exitCode: ExitCode = exitCodes.ok
    for await (const restored of restoreAll(client, { files: meant(held, choice), unknown }, asking)) {
      if (restored.path === null) exitCode = exitCodes.someFailed
      world.stdout.write(`${options['json'] ? jsonLine(restored) : escapeName(restoredLine(restored))}\n`)
    }
    return exitCode
  })
}

async function empty({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  const nowMs = world.clock.nowMs()
  const emptied = await withEngine(world, async (client, asking) => {
    const held = await heldFiles(client, { names, cwd: world.cwd, beforeMs: askedBeforeMs(options, nowMs) }, asking)
    // A program reads what became of each; of what goes every file is named, and where nobody can agree nothing goes.
    const limit = options['yes'] || world.ask ? held.length : usualLimit
    const shown = { nowMs, chosen: isChosen(options), limit, allBy: 'vault list --limit' }
    const named = options['json'] ? [] : heldLines(held, shown)
    for (const line of named) world.stdout.write(`${line}\n`)
    return held.length > 0 && (await isAgreed({ world, options })) ? emptyAll(client, held, asking) : []
  })
  for (const line of options['json'] ? emptied.map(jsonLine) : emptiedLines(emptied)) world.stdout.write(`${line}\n`)
  return emptied.some(({ result }) => result === 'left') ? exitCodes.someFailed : exitCodes.ok
}

async function isAgreed({ world, options }: Pick<VerbCall, 'world' | 'options'>): Promise<boolean> {
  if (options['yes']) return true
  if (world.ask) return world.ask('Remove them for good? No undo brings them back.')
  throw new Fault('usage-wrong', { subject: 'vault empty', why: 'Nobody is here to agree: add --yes.' })
}

async function emptyAll(client: Client, held: HeldFile[], asking: Asking): Promise<EmptiedFile[]> {
  const emptied: EmptiedFile[] = []
  for (let at = 0; at < held.length; at += pageFiles) {
    const files = held.slice(at, at + pageFiles).map(({ n }) => n)
    emptied.push(...(await client.ask('vault.empty', { files }, asking)).files)
  }
  return emptied
}

function isChosen(options: Record<string, unknown>): boolean {
  return options['olderThan'] !== undefined
}
