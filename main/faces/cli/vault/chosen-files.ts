import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { HeldFile, VaultPage } from '../../../../contract/vault.ts'
import { absolutePath } from '../arguments.ts'

export interface Asking {
  signal: AbortSignal
}

const pageFiles = 1000

export interface Choice {
  /** Numbers, or paths the files came from; none means all. */
  names: string[]
  cwd: string
  beforeMs: number | undefined
}

/** Fault `usage-wrong` for a name that the vault holds nothing of. */
export async function heldFiles(client: Client, choice: Choice, asking: Asking): Promise<HeldFile[]> {
  const { held, unknown } = await chosenFiles(client, choice, asking)
  const [first] = unknown
  if (first !== undefined) throw notHeld(first)
  return held
}

/** What the vault holds under these names, and the names that it holds nothing of. */
export async function chosenFiles(
  client: Client,
  { names, cwd, beforeMs }: Choice,
  asking: Asking,
): Promise<{ held: HeldFile[]; unknown: string[] }> {
  const all = await heldPages(client, beforeMs, asking)
  if (names.length === 0) return { held: all, unknown: [] }
  const wanted = new Map(names.map((name) => [keyOf(name, cwd), name]))
  const held = all.filter(({ n, from }) => wanted.has(n) || wanted.has(from))
  const found = new Set<number | string>(held.flatMap(({ n, from }) => [n, from]))
  return { held, unknown: [...wanted].flatMap(([key, name]) => (found.has(key) ? [] : [name])) }
}

export function notHeld(name: string): Fault {
  return new Fault('usage-wrong', { subject: name, why: 'The vault holds no such file: see `millrace vault list`.' })
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
export function meant(held: HeldFile[], { names, cwd }: Pick<Choice, 'names' | 'cwd'>): HeldFile[] {
  const wanted = new Set(names.map((name) => keyOf(name, cwd)))
  const latest = new Map(held.map((file) => [file.from, file]))
  return held.filter((file) => wanted.has(file.n) || (wanted.has(file.from) && latest.get(file.from) === file))
}

/** The number of a file in the vault, or the place it came from. */
function keyOf(name: string, cwd: string): number | string {
  return /^\d+$/.test(name) ? Number(name) : absolutePath(name, cwd).toWellFormed()
}

/** Fault `usage-wrong` for what is no age: taken as no limit, it would choose everything. */
export function askedBeforeMs(options: Record<string, unknown>, nowMs: number): number | undefined {
  const olderThanMs = options['olderThan']
  if (olderThanMs === undefined) return undefined
  if (typeof olderThanMs === 'number') return nowMs - olderThanMs
  throw new Fault('usage-wrong', { subject: '--older-than', why: 'Say how old: 30d, 12h or 90m.' })
}
