import type { HeldFile, VaultPage } from '../../../contract/vault.ts'
import { sizeText } from '../../../contract/size-text.ts'
import type { Held, HeldTotals } from '../../journal/moves/held-files.ts'
import type { VaultSettings } from '../../settings/vault-settings.ts'

/** The part of the journal that tells of the vault: the engine's own, or one opened for reading. */
export interface VaultRecords {
  heldPage(input: { after: number; limit: number; beforeMs: number | null }): Promise<Held[]>
  heldTotals(input: { beforeMs: number | null }): Promise<HeldTotals>
  /** Is anything under these names? */
  occupied(paths: string[]): Promise<boolean[]>
}

interface ListRequest {
  after: number
  limit: number
  beforeMs?: number | undefined
}

const dayMs = 86_400_000

/** Tells what the vault holds, and what of it is there longer, or is more, than the settings want. */
export class VaultView {
  readonly #records: VaultRecords
  readonly #settings: VaultSettings
  readonly #nowMs: () => number

  constructor(records: VaultRecords, { settings, nowMs }: { settings: VaultSettings; nowMs: () => number }) {
    this.#records = records
    this.#settings = settings
    this.#nowMs = nowMs
  }

  async list({ after, limit, beforeMs = Number.MAX_SAFE_INTEGER }: ListRequest): Promise<VaultPage> {
    const held = await this.#records.heldPage({ after, limit, beforeMs })
    const there = await this.#records.occupied(held.map(({ to }) => to))
    return {
      files: held.map((file, at) => this.#shown({ ...file, there: there[at] ?? false })),
      next: held.length < limit ? null : (held.at(-1)?.n ?? null),
      totals: await this.#records.heldTotals({ beforeMs }),
      notice: await this.notice(),
    }
  }

  /** Empty while nothing is over a limit. */
  async notice(): Promise<string> {
    const { maxAgeDays, maxBytes } = this.#settings
    const all = await this.#records.heldTotals({ beforeMs: null })
    if (maxBytes !== null && all.bytes > maxBytes)
      return `The vault holds ${sizeText(all.bytes)}, more than the ${sizeText(maxBytes)} the settings want; \`millrace vault empty\` lists it all and removes what you agree to.`
    if (maxAgeDays === null) return ''
    const old = await this.#records.heldTotals({ beforeMs: this.#nowMs() - maxAgeDays * dayMs })
    if (old.files === 0) return ''
    const files = old.files === 1 ? 'one file' : `${old.files} files`
    return `The vault has held ${files} (${sizeText(old.bytes)}) for more than ${maxAgeDays} days; \`millrace vault empty --older-than ${maxAgeDays}d\` lists them and removes what you agree to.`
  }

  #shown({ n, batchId, kind, from, to, bytes, atMs, there }: Held & Pick<HeldFile, 'there'>): HeldFile {
    const { maxAgeDays } = this.#settings
    return {
      n,
      batch: batchId,
      kind: kind === 'original' || kind === 'conflict' ? kind : 'result',
      from: from.toWellFormed(),
      to: to.toWellFormed(),
      bytes,
      atMs,
      untilMs: maxAgeDays === null ? null : atMs + maxAgeDays * dayMs,
      there,
    }
  }
}
