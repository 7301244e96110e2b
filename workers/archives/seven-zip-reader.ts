import { Fault } from '../../contract/fault.ts'
import type { ArchiveEntry } from './entry.ts'
import { parseListing } from './seven-zip-listing.ts'
import { runSevenZip, type SevenZipRun } from './seven-zip.ts'

const signature = Buffer.from('377abcaf271c', 'hex')
/** An archive is held in memory whole while it is read. */
export const mostArchiveBytes = 512 * 2 ** 20
/** So much is unpacked at a time, and one file may have. */
const mostHeldBytes = 256 * 2 ** 20

export function isSevenZip(head: Buffer): boolean {
  return head.subarray(0, signature.length).equals(signature)
}

export interface SevenZipFile {
  subject: string
  sizeBytes: number
  read: (at: number, length: number) => Promise<Buffer>
  /** Asked for only when something is encrypted. Raises `secret-missing`. */
  passphrase: () => string
}

/** What a 7z archive says is in it; contents are unpacked in memory, several files at a time. Raises `too-large`, `file-damaged`, `secret-wrong`. */
export async function readSevenZip(file: SevenZipFile): Promise<ArchiveEntry[]> {
  const { subject, sizeBytes } = file
  if (sizeBytes > mostArchiveBytes) throw tooLarge(subject, `A 7z archive may have ${mostArchiveBytes / 2 ** 20} MiB.`)
  const archive = await file.read(0, sizeBytes)
  const unlocked = { ...file, archive, key: '' }
  let run = await list(unlocked)
  // The directory itself is locked.
  if (isLocked(run)) run = await list({ ...unlocked, key: (unlocked.key = file.passphrase()) })
  if (run.exitCode !== 0) throw damage(run, subject)
  const listed = parseListing(run.lines)
  if (unlocked.key === '' && listed.some(({ isEncrypted }) => isEncrypted)) unlocked.key = file.passphrase()
  const unpacking = new Batches(unlocked, listed)
  return listed.map((entry) => ({ ...entry, chunks: () => unpacking.chunks(entry) }))
}

interface Unlocked extends Pick<SevenZipFile, 'subject'> {
  archive: Uint8Array
  key: string
}

function list({ archive, key }: Unlocked): Promise<SevenZipRun> {
  return runSevenZip({ archive, words: ['l', '-slt', '-ba', '-bsp0', '-t7z', `-p${key}`] })
}

type Listed = ReturnType<typeof parseListing>[number]

/** Unpacks neighbours together, for in most archives one cannot be had without those before it; holds one such batch. */
class Batches {
  readonly #file: Unlocked
  readonly #batches: Listed[][] = [[]]
  #held: { batch: Listed[]; run: SevenZipRun } | undefined

  constructor(file: Unlocked, listed: readonly Listed[]) {
    this.#file = file
    let heldBytes = 0
    for (const entry of listed.filter(({ kind }) => kind === 'file')) {
      heldBytes += entry.sizeBytes
      if (heldBytes > mostHeldBytes) {
        this.#batches.push([])
        heldBytes = entry.sizeBytes
      }
      this.#batches.at(-1)?.push(entry)
    }
  }

  async *chunks(entry: Listed): AsyncGenerator<Uint8Array> {
    const { subject } = this.#file
    if (entry.sizeBytes > mostHeldBytes)
      throw tooLarge(subject, `A file in a 7z archive may have ${mostHeldBytes / 2 ** 20} MiB.`)
    const content = (await this.#runWith(entry)).read(`/out/${entry.name}`)
    if (content?.length !== entry.sizeBytes)
      throw new Fault('file-damaged', { subject, why: 'An entry is not what the archive says.' })
    yield content
  }

  async #runWith(entry: Listed): Promise<SevenZipRun> {
    const batch = this.#batches.find((each) => each.includes(entry)) ?? []
    if (this.#held?.batch === batch) return this.#held.run
    this.#held = undefined
    const { archive, key, subject } = this.#file
    const words = ['x', '-y', '-bd', '-bsp0', '-t7z', '-spd', '-scsUTF-8', `-p${key}`, '-o/out', '-i@/wanted']
    // In quotes, since 7-Zip takes off blanks at the ends of a line, and then quotes.
    const files = { '/wanted': batch.map(({ name }) => `"${name}"\n`).join('') }
    const run = await runSevenZip({ archive, words, files })
    if (run.exitCode !== 0) throw damage(run, subject)
    this.#held = { batch, run }
    return run
  }
}

function tooLarge(subject: string, why: string): Fault {
  return new Fault('too-large', { subject, why })
}

const outOfMemory = 8

/** Of one that is locked and one that is damaged, the pinned 7-Zip tells apart only in words, if it does not fall over the lock. */
function isLocked({ exitCode, errors, lines }: SevenZipRun): boolean {
  return exitCode > 255 || (exitCode !== 0 && [...errors, ...lines].some((line) => line.includes('Wrong password')))
}

function damage(run: SevenZipRun, subject: string): Fault {
  const { exitCode, errors, lines } = run
  if (exitCode === outOfMemory) return tooLarge(subject, 'Unpacking it takes more memory than there is for it.')
  const said = [...errors, ...lines].map((line) => line.trim()).filter((line) => line !== '')
  if (isLocked(run)) return new Fault('secret-wrong', { subject })
  const isCut = said.some((line) => line.includes('Unexpected end'))
  return new Fault(isCut ? 'file-truncated' : 'file-damaged', {
    subject,
    why: `7-Zip says: ${said.at(-1) ?? 'nothing'}.`,
  })
}
