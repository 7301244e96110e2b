import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { EmptiedFile, HeldFile, RestoredFile, VaultPage } from '../../../../contract/vault.ts'
import { absolutePath } from '../arguments.ts'
import type { Verb, VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { isAway } from '../open-engine.ts'
import { escapeName } from '../show/escape-name.ts'
import { faultLines } from '../show/fault-text.ts'
import { jsonLine } from '../show/json-view.ts'
import { tableLines } from '../show/table.ts'
import { countOf, instantOf, sizeOf } from '../show/words.ts'
import { withEngine, withReader } from '../with-engine.ts'

interface Asking {
  signal: AbortSignal
}

const pageFiles = 1000
const usualLimit = 200

export const vault: Verb = async (call) => {
  const [action = ''] = call.words
  if (action !== 'list' && call.options['limit'] !== undefined)
    throw new Fault('usage-wrong', { subject: `vault ${action}`, why: 'Only `vault list` takes --limit.' })
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
    const held = await heldFiles(client, { names, cwd: world.cwd, beforeMs: undefined }, asking)
    let exitCode: ExitCode = exitCodes.ok
    for (const page of pagesOf(meant(held, { names, cwd: world.cwd })))
      for (const restored of await restorePage(client, page, asking)) {
        if (restored.path === null) exitCode = exitCodes.someFailed
        world.stdout.write(`${options['json'] ? jsonLine(restored) : escapeName(restoredLine(restored))}\n`)
      }
    return exitCode
  })
}

interface Restored {
  n: number
  from: string
  /** Null where it stays in the vault. */
  path: string | null
  /** Why it stays. */
  reason: string
}

/** What is under way of a page cannot be stopped: no more files than move in a moment, nor more bytes where each has to be copied. */
const restoredFiles = 256
const restoredBytes = 2 ** 30

function pagesOf(files: readonly HeldFile[]): HeldFile[][] {
  const pages: HeldFile[][] = []
  let bytes = 0
  for (const file of files) {
    const page = pages.at(-1)
    bytes += file.bytes
    if (page && page.length < restoredFiles && bytes <= restoredBytes) page.push(file)
    else {
      pages.push([file])
      bytes = file.bytes
    }
  }
  return pages
}

/** What cannot be put back is said, and the others are. A disk that does not answer is no reason for files of others: then they go one by one. */
async function restorePage(client: Client, page: readonly HeldFile[], asking: Asking): Promise<Restored[]> {
  try {
    const { files } = await client.ask('vault.restoreAll', { files: page.map(({ n }) => n) }, asking)
    return page.map((file, at) => toldOf(file, endingOf(files[at])))
  } catch (error) {
    asking.signal.throwIfAborted()
    if (isAway(error)) throw error
    if (page.length === 1) return page.map((file) => toldOf(file, error))
    const singly: Restored[] = []
    for (const file of page) singly.push(...(await restorePage(client, [file], asking)))
    return singly
  }
}

/** The name it has now, or why it stays. */
function endingOf(restored: RestoredFile | undefined): unknown {
  return restored?.fault ? Fault.fromWire(restored.fault) : restored?.path
}

function toldOf({ n, from }: HeldFile, ending: unknown): Restored {
  if (typeof ending === 'string') return { n, from, path: ending, reason: '' }
  return { n, from, path: null, reason: faultLines(Fault.from(ending, from)).join(' ') }
}

function restoredLine({ from, path, reason }: Restored): string {
  if (path === null) return `left: ${from}: ${reason}`
  return path === from ? `restored: ${from}` : `restored: ${from} as ${path}, because ${from} is taken`
}

async function empty({ world, words: [, ...names], options }: VerbCall): Promise<ExitCode> {
  const nowMs = world.clock.nowMs()
  const emptied = await withEngine(world, async (client, asking) => {
    const held = await heldFiles(client, { names, cwd: world.cwd, beforeMs: askedBeforeMs(options, nowMs) }, asking)
    // A program reads what became of each.
    const named = options['json'] ? [] : heldLines(held, { nowMs, chosen: isChosen(options), limit: held.length })
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
  const wanted = new Map(names.map((name) => [keyOf(name, cwd), name]))
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

/** Those that are named by their number; of several that came from a place that is named, the one that was there last. */
function meant(held: HeldFile[], { names, cwd }: Pick<Choice, 'names' | 'cwd'>): HeldFile[] {
  const wanted = new Set(names.map((name) => keyOf(name, cwd)))
  const latest = new Map(held.map((file) => [file.from, file]))
  return held.filter((file) => wanted.has(file.n) || (wanted.has(file.from) && latest.get(file.from) === file))
}

/** The number of a file in the vault, or the place it came from. */
function keyOf(name: string, cwd: string): number | string {
  return /^\d+$/.test(name) ? Number(name) : absolutePath(name, cwd).toWellFormed()
}

/** Fault `usage-wrong` for what is no age: taken as no limit, it would choose everything. */
function askedBeforeMs(options: Record<string, unknown>, nowMs: number): number | undefined {
  const olderThanMs = options['olderThan']
  if (olderThanMs === undefined) return undefined
  if (typeof olderThanMs === 'number') return nowMs - olderThanMs
  throw new Fault('usage-wrong', { subject: '--older-than', why: 'Say how old: 30d, 12h or 90m.' })
}

const why = { original: 'original', conflict: 'made way for a result', result: 'result taken back' } as const

function isChosen(options: Record<string, unknown>): boolean {
  return options['olderThan'] !== undefined
}

interface Shown {
  nowMs: number
  /** Only some were asked for; a name of which nothing is held has been refused before. */
  chosen: boolean
  /** How many are named, the latest; how many there are is told in any case. */
  limit: number
}

function lastOf(held: HeldFile[], limit: number): HeldFile[] {
  return held.slice(Math.max(0, held.length - limit))
}

/** Each file with its number, then how many. How long the settings want them kept is no promise and no end: what is over that is told below. */
function heldLines(held: HeldFile[], { nowMs, chosen, limit }: Shown): string[] {
  if (held.length === 0) return [chosen ? 'The vault holds nothing that old.' : 'The vault is empty.']
  const heading = ['FILE', 'SINCE', 'SIZE', 'WHY', 'FROM']
  const earlier = held.length - limit
  const rows = lastOf(held, limit).map(({ n, kind, from, to, bytes, atMs, there }) => [
    String(n),
    instantOf(atMs, nowMs),
    sizeOf(bytes),
    why[kind],
    escapeName(there ? from : `${from} (not there: ${to})`),
  ])
  const bytes = held.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...(earlier > 0 ? [`${countOf(earlier, 'earlier file')}; --limit ${held.length} lists all`] : []),
    ...tableLines([heading, ...rows], { right: [0, 2] }),
    '',
    `${countOf(held.length, 'file')}, ${sizeOf(bytes)}. Nothing leaves the vault by itself.`,
  ]
}

/** What had gone before, as in an emptying that was cut off, freed nothing now. */
export function emptiedLines(emptied: EmptiedFile[]): string[] {
  const filesOf = (result: EmptiedFile['result']) => emptied.filter((file) => file.result === result)
  const removed = filesOf('removed')
  const gone = filesOf('gone').length
  const bytes = removed.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...filesOf('left').map(({ path, reason }) => escapeName(`left: ${path}: ${reason}`)),
    removed.length === 0 ? 'Nothing was removed.' : `${countOf(removed.length, 'file')} removed, ${sizeOf(bytes)}.`,
    ...(gone > 0 ? [`Not there any more: ${countOf(gone, 'file')}.`] : []),
  ]
}
