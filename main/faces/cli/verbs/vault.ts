import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { EmptiedFile, HeldFile, VaultPage } from '../../../../contract/vault.ts'
import { absolutePath } from '../arguments.ts'
import type { Verb, VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { tableLines } from '../show/table.ts'
import { countOf, instantOf, sizeOf } from '../show/words.ts'
import { withEngine, withReader } from '../with-engine.ts'

interface Asking {
  signal: AbortSignal
}

const pageFiles = 1000

export const vault: Verb = async (call) => {
  const [action] = call.words
  if (action === 'restore') return restore(call)
  return action === 'empty' ? empty(call) : list(call)
}

async function list({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  const nowMs = world.clock.nowMs()
  const { held, notice } = await withReader(world, async (client, asking) => ({
    held: await heldFiles(client, { names, cwd: world.cwd, beforeMs: askedBeforeMs(options, nowMs) }, asking),
    notice: (await client.ask('vault.list', { limit: 1 }, asking)).notice,
  }))
  const lines = options['json']
    ? held.map(jsonLine)
    : [...heldLines(held, { nowMs, chosen: isChosen(options) }), ...(notice ? [escapeName(notice)] : [])]
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCodes.ok
}

async function restore({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  if (names.length === 0) throw new Fault('usage-wrong', { subject: 'vault restore', why: 'Say which files.' })
  await withEngine(world, async (client, asking) => {
    const held = await heldFiles(client, { names, cwd: world.cwd, beforeMs: undefined }, asking)
    for (const { n, from } of latestOfEach(held)) {
      const { path } = await client.ask('vault.restore', { file: n }, asking)
      const line = path === from ? `restored: ${from}` : `restored: ${from} as ${path}, its name is taken`
      world.stdout.write(`${options['json'] ? jsonLine({ n, from, path }) : escapeName(line)}\n`)
    }
  })
  return exitCodes.ok
}

async function empty({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  const nowMs = world.clock.nowMs()
  const emptied = await withEngine(world, async (client, asking) => {
    const held = await heldFiles(client, { names, cwd: world.cwd, beforeMs: askedBeforeMs(options, nowMs) }, asking)
    const named = options['json'] ? held.map(jsonLine) : heldLines(held, { nowMs, chosen: isChosen(options) })
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

interface Choice {
  /** Numbers, or paths the files came from; none means all. */
  names: string[]
  cwd: string
  beforeMs: number | undefined
}

/** Fault `usage-wrong` for a name that the vault holds nothing of. */
async function heldFiles(client: Client, { names, cwd, beforeMs }: Choice, asking: Asking): Promise<HeldFile[]> {
  const all = await heldPages(client, beforeMs, asking)
  if (names.length === 0) return all
  const wanted = new Map(
    names.map((name) => [/^\d+$/.test(name) ? Number(name) : absolutePath(name, cwd).toWellFormed(), name]),
  )
  const chosen = all.filter(({ n, from }) => wanted.has(n) || wanted.has(from))
  const found = new Set<number | string>(chosen.flatMap(({ n, from }) => [n, from]))
  const unknown = wanted.keys().find((key) => !found.has(key))
  if (unknown === undefined) return chosen
  const why = 'The vault holds no such file: see `millrace vault list`.'
  throw new Fault('usage-wrong', { subject: wanted.get(unknown) ?? '', why })
}

async function heldPages(client: Client, beforeMs: number | undefined, asking: Asking): Promise<HeldFile[]> {
  const files: HeldFile[] = []
  const before = beforeMs === undefined ? {} : { beforeMs }
  for (let after: number | null = -1; after !== null; ) {
    const page: VaultPage = await client.ask('vault.list', { after, limit: pageFiles, ...before }, asking)
    files.push(...page.files)
    after = page.next
  }
  return files
}

/** Of several files that came from one place, the last is the one that was there last. */
function latestOfEach(held: HeldFile[]): HeldFile[] {
  return [...new Map(held.map((file) => [file.from, file])).values()]
}

function askedBeforeMs(options: Record<string, unknown>, nowMs: number): number | undefined {
  const olderThanMs = options['olderThan']
  return typeof olderThanMs === 'number' ? nowMs - olderThanMs : undefined
}

const why = { original: 'original', conflict: 'made way for a result', result: 'result taken back' } as const

function isChosen(options: Record<string, unknown>): boolean {
  return options['olderThan'] !== undefined
}

interface Shown {
  nowMs: number
  /** Only some were asked for; a name of which nothing is held has been refused before. */
  chosen: boolean
}

/** Each file with its number, then how many. */
function heldLines(held: HeldFile[], { nowMs, chosen }: Shown): string[] {
  if (held.length === 0) return [chosen ? 'The vault holds nothing that old.' : 'The vault is empty.']
  const heading = ['FILE', 'SINCE', 'KEEP UNTIL', 'SIZE', 'WHY', 'FROM']
  const rows = held.map(({ n, kind, from, to, bytes, atMs, untilMs, there }) => [
    String(n),
    instantOf(atMs, nowMs),
    untilMs === null ? 'no limit' : instantOf(untilMs, nowMs),
    sizeOf(bytes),
    why[kind],
    escapeName(there ? from : `${from} (not there: ${to})`),
  ])
  const bytes = held.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...tableLines([heading, ...rows], { right: [0, 3] }),
    '',
    `${countOf(held.length, 'file')}, ${sizeOf(bytes)}. Nothing leaves the vault by itself.`,
  ]
}

export function emptiedLines(emptied: EmptiedFile[]): string[] {
  const left = emptied.filter(({ result }) => result === 'left')
  const gone = emptied.filter(({ result }) => result !== 'left')
  const bytes = gone.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...left.map(({ path, reason }) => escapeName(`left: ${path}: ${reason}`)),
    gone.length === 0 ? 'Nothing was removed.' : `${countOf(gone.length, 'file')} removed, ${sizeOf(bytes)}.`,
  ]
}
