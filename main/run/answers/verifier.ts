import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import type { CommandOutputs } from '../../../contract/command.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { sameIdentity } from '../../io/looking/identity.ts'
import type { MissedDisk } from '../../io/places/mount.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Receipt } from '../../journal/ledger/receipts.ts'
import { diskAway, requireDisk } from '../disk-of.ts'
import { isOfOneFile } from '../hash-or-null.ts'
import type { Records } from './desk.ts'

type Found = Pick<VerifiedFile, 'verdict' | 'foundSha256' | 'reason'>

/** How files are looked at. */
export interface Disk {
  /** The state a file is in now, null when it is not there. Faults: those of the disk, where nobody can tell. */
  look: (path: string) => Promise<FileIdentity | null>
  /** Nothing is mounted any more where a disk began. */
  isAway: (mount: string) => Promise<boolean>
  /** The disk of a path, where it is one of those that are known, and away. */
  missedDisk: (asked: { paths: string[]; known: string[] }) => Promise<MissedDisk | null>
  /** SHA-256 of a file that is there, null when it has gone meanwhile. */
  hash: (path: string) => Promise<string | null>
}

const verifyPage = 500
/** A disk may have been copied or mounted anew since, and FAT tells times in steps of two seconds. */
const movedRules = { stableInodes: false, mtimeStepNs: 2e9 }

/** Holds results against what was written of them. */
export class Verifier {
  readonly #records: Pick<Records, 'receipts' | 'disks'>
  readonly #disk: Disk

  constructor(records: Pick<Records, 'receipts' | 'disks'>, disk: Disk) {
    this.#records = records
    this.#disk = disk
  }

  /** A result that nobody can read ends nothing: that is what it is told of it. Begins with no other file once the signal aborts. Fault `volume-gone` instead of a result that is missing while its disk is away. */
  async verify(
    record: BatchRecord,
    { after, signal }: { after: number; signal: AbortSignal },
  ): Promise<CommandOutputs['batch.verify']> {
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
    await requireDisk(record, this.#disk.isAway)
    const missed = await this.#disk.missedDisk({ paths: [path], known: await this.#records.disks() })
    if (missed) throw diskAway(missed)
  }

  /** The content decides; where the file itself was moved and nobody has read it, its size and when it was changed. */
  async #holdAgainstDisk(receipt: Receipt): Promise<Found> {
    const there = await this.#disk.look(receipt.path)
    const foundSha256 = there && (await this.#disk.hash(receipt.path))
    if (!there || foundSha256 === null) return { verdict: 'missing', foundSha256: '' }
    const { sha256, identity } = receipt
    const isSame = sha256 === '' ? sameIdentity(there, identity, movedRules) : foundSha256 === sha256
    return { verdict: isSame ? 'as-written' : 'changed', foundSha256 }
  }
}

function asUnreadable(error: unknown): Found {
  if (!isOfOneFile(error)) throw error
  return { verdict: 'unreadable', foundSha256: '', reason: error.message }
}
