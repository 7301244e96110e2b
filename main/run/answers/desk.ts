import type { CommandOutputs } from '../../../contract/command.ts'
import type { BatchRow, VerifiedFile } from '../../../contract/batch-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { BatchRecord, ListedBatch } from '../../journal/batches/batch-record.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { UndoStanding } from '../../journal/undo/undo-standing.ts'
import type { Receipt, ReceiptPage } from '../../journal/ledger/receipts.ts'
import { sameIdentity } from '../../io/looking/identity.ts'
import { isOfOneFile } from '../hash-or-null.ts'
import type { MissedDisk } from '../../io/places/mount.ts'
import { diskAway, requireDisk } from '../disk-of.ts'
import { replacesOriginals, titleOfBatch } from '../recorded-request.ts'

/** The part of the journal that tells of batches: the engine's own, or one opened for reading. */
export interface Records {
  findBatch(id: string): Promise<BatchRecord | null>
  listBatches(input: { limit: number; before: number | null }): Promise<ListedBatch[]>
  reportPage(input: {
    batch: number
    batchId: string
    after: number
    limit: number
  }): Promise<{ lines: string[]; next: number | null }>
  /** Of each batch, in the order asked for. */
  undoStandings(batches: number[]): Promise<UndoStanding[]>
  receipts(input: { batch: number; after: number; limit: number }): Promise<ReceiptPage>
  /** Where disks begin that are missed when they are away. */
  disks(): Promise<string[]>
}

type Found = Pick<VerifiedFile, 'verdict' | 'foundSha256' | 'reason'>

interface DeskOptions {
  /** The state a file is in now, null when it is not there. Faults: those of the disk, where nobody can tell. */
  look: (path: string) => Promise<FileIdentity | null>
  /** Nothing is mounted any more where a disk began. */
  isAway: (mount: string) => Promise<boolean>
  /** The disk of a path, where it is one of those that are known, and away. */
  missedDisk: (asked: { paths: string[]; known: string[] }) => Promise<MissedDisk | null>
  /** SHA-256 of a file that is there, null when it has gone meanwhile. */
  hash: (path: string) => Promise<string | null>
  /** How long the settings want files to lie in the vault; null without a limit. */
  vaultDays: () => number | null
}

const verifyPage = 500
/** A disk may have been copied or mounted anew since, and FAT tells times in steps of two seconds. */
const movedRules = { stableInodes: false, mtimeStepNs: 2e9 }
const dayMs = 86_400_000

/** Answers about batches from the records alone, whether or not an engine runs. */
export class Desk {
  readonly #records: Records
  readonly #options: DeskOptions

  constructor(records: Records, options: DeskOptions) {
    this.#records = records
    this.#options = options
  }

  /** Fault `batch-unknown`. `last` is the newest. */
  async find(id: string): Promise<BatchRecord> {
    const record = await this.#records.findBatch(id)
    if (!record) throw new Fault('batch-unknown', { subject: id })
    return record
  }

  async list({ limit, before }: { limit: number; before?: string | undefined }): Promise<CommandOutputs['batch.list']> {
    const from = before === undefined ? null : (await this.find(before)).n
    const records = await this.#records.listBatches({ limit, before: from })
    const undo = await this.#records.undoStandings(records.map(({ n }) => n))
    return {
      batches: records.map((record, at) => ({
        id: record.id,
        recipe: record.recipeName,
        out: record.outRoot.toWellFormed(),
        state: record.state,
        startedMs: record.startedMs,
        endedMs: record.endedMs,
        counts: record.counts,
        recency: record.recency,
        undo: this.#undoOf(undo[at]),
        ...knownOf(record),
      })),
    }
  }

  #undoOf({ heldSinceMs, lost }: UndoStanding = { heldSinceMs: null, lost: 0 }): BatchRow['undo'] {
    const days = this.#options.vaultDays()
    return { untilMs: heldSinceMs === null || days === null ? null : heldSinceMs + days * dayMs, lost }
  }

  async report({
    batch,
    after,
    limit,
  }: {
    batch: string
    after: number
    limit: number
  }): Promise<CommandOutputs['batch.report']> {
    const { n, id } = await this.find(batch)
    return this.#records.reportPage({ batch: n, batchId: id, after, limit })
  }

  /** A result that nobody can read ends nothing: that is what it is told of it. Begins with no other file once the signal aborts. Fault `volume-gone` instead of a result that is missing while its disk is away. */
  async verify(
    { batch, after }: { batch: string; after: number },
    { signal }: { signal: AbortSignal },
  ): Promise<CommandOutputs['batch.verify']> {
    const record = await this.find(batch)
    const { receipts, next } = await this.#records.receipts({ batch: record.n, after, limit: verifyPage })
    const files: VerifiedFile[] = []
    for (const receipt of receipts) {
      signal.throwIfAborted()
      const { source, path, bytes, sha256 } = receipt
      const [output, found] = [path.toWellFormed(), await this.#holdAgainstDisk(receipt).catch(asUnreadable)]
      if (found.verdict === 'missing') await this.#requireDisk(record, receipt)
      files.push({ path: source.toWellFormed(), output, bytes, sha256, ...found })
    }
    return { files, next }
  }

  /** A result may have taken the place of an original, on another disk than that of the output folder. */
  async #requireDisk(record: BatchRecord, { path }: Receipt): Promise<void> {
    await requireDisk(record, this.#options.isAway)
    const missed = await this.#options.missedDisk({ paths: [path], known: await this.#records.disks() })
    if (missed) throw diskAway(missed)
  }

  /** The content decides; where the file itself was moved and nobody has read it, its size and when it was changed. */
  async #holdAgainstDisk(receipt: Receipt): Promise<Found> {
    const there = await this.#options.look(receipt.path)
    const foundSha256 = there && (await this.#options.hash(receipt.path))
    if (!there || foundSha256 === null) return { verdict: 'missing', foundSha256: '' }
    const { sha256, identity } = receipt
    const isSame = sha256 === '' ? sameIdentity(there, identity, movedRules) : foundSha256 === sha256
    return { verdict: isSame ? 'as-written' : 'changed', foundSha256 }
  }

  async snapshot(id: string): Promise<BatchSnapshot> {
    const record = await this.find(id)
    const { id: batchId, recipeName: recipe, outRoot, state, counts, startedMs } = record
    return {
      batchId,
      recipe,
      out: outRoot.toWellFormed(),
      state,
      reason: '',
      held: null,
      counts,
      running: [],
      stages: { read: 0, transform: 0, write: 0 },
      slowest: null,
      startedMs,
      remainingMs: null,
      ...knownOf({ ...record, title: titleOfBatch(record), replaces: replacesOriginals(record) }),
      ...(record.endedMs === null && record.workedMs !== null && { workedMs: record.workedMs }),
    }
  }
}

function asUnreadable(error: unknown): Found {
  if (!isOfOneFile(error)) throw error
  return { verdict: 'unreadable', foundSha256: '', reason: error.message }
}

/** What a person knows a batch by, besides the folder of its results, and how long it rested. */
function knownOf({
  title,
  restedMs,
  watch,
  replaces,
}: Pick<ListedBatch, 'title' | 'restedMs' | 'watch' | 'replaces'>): Pick<
  BatchRow,
  'title' | 'watch' | 'restedMs' | 'replaces'
> {
  return {
    ...(replaces && { replaces }),
    ...(restedMs > 0 && { restedMs }),
    ...(title && { title }),
    ...(watch === null ? {} : { watch }),
  }
}
