import { Fault } from '../../contract/fault.ts'
import { shown } from './admit-entries.ts'
import type { ArchiveEntry } from './entry.ts'
import { parseListing } from './seven-zip-listing.ts'
import { runSevenZip, type SevenZipRun } from './seven-zip.ts'

const signature = Buffer.from('377abcaf271c', 'hex')
/** Before the first packed byte; where the directory lies stands in it. */
const startBytes = 32
const packedDirectory = 0x17
const aesMethod = Buffer.from('06f10701', 'hex')
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
  /** Asked for only when something is encrypted. Raises `secret-missing`, `secret-unnamed`. */
  passphrase: () => string
}

/** What a 7z archive says is in it; contents are unpacked in memory, several files at a time. Raises `too-large`, `archive-refused`, `file-damaged`, `secret-wrong`. */
export async function readSevenZip(file: SevenZipFile): Promise<ArchiveEntry[]> {
  const { subject, sizeBytes } = file
  if (sizeBytes > mostArchiveBytes) throw tooLarge(subject, `A 7z archive may have ${mostArchiveBytes / 2 ** 20} MiB.`)
  const archive = await file.read(0, sizeBytes)
  const unlocked = { ...file, archive, key: '' }
  const isHidden = hasLockedDirectory(archive)
  if (isHidden) unlocked.key = file.passphrase()
  const run = await list(unlocked)
  // Over a directory with another key it falls.
  if (isHidden && hasFallen(run)) throw new Fault('secret-wrong', { subject })
  if (run.exitCode !== 0) throw damage(run, unlocked)
  const listed = parseListing(run.lines)
  requireUnicode(listed, subject)
  if (unlocked.key === '' && listed.some(({ isEncrypted }) => isEncrypted)) unlocked.key = file.passphrase()
  const unpacking = new Batches(unlocked, listed)
  return listed.map((entry) => ({ ...entry, chunks: () => unpacking.chunks(entry) }))
}

/** The directory is packed itself, and AES has a part in it. https://github.com/ip7z/7zip/blob/main/DOC/7zFormat.txt */
function hasLockedDirectory(archive: Buffer): boolean {
  if (archive.length < startBytes) return false
  const at = startBytes + Number(archive.readBigUInt64LE(12))
  const directory = archive.subarray(at, at + Number(archive.readBigUInt64LE(20)))
  return directory[0] === packedDirectory && directory.includes(aesMethod)
}

/** The program cannot be asked for such a file: of the names it is given it takes Unicode only. */
function requireUnicode(listed: readonly Listed[], subject: string): void {
  const odd = listed.find(({ name }) => !name.isWellFormed())
  if (!odd) return
  throw new Fault('archive-refused', { subject, why: `The entry ${shown(odd.name)} has a name that is no Unicode.` })
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
    if (!content && entry.name.includes(instead)) throw untold(entry, subject)
    if (content?.length !== entry.sizeBytes)
      throw new Fault('file-damaged', { subject, why: 'An entry is not what the archive says.' })
    yield content
  }

  async #runWith(entry: Listed): Promise<SevenZipRun> {
    const batch = this.#batches.find((each) => each.includes(entry)) ?? []
    if (this.#held?.batch === batch) return this.#held.run
    this.#held = undefined
    const { archive, key } = this.#file
    const words = ['x', '-y', '-bd', '-bsp0', '-t7z', '-spd', '-scsUTF-8', `-p${key}`, '-o/out', '-i@/wanted']
    // In quotes, since 7-Zip takes off blanks at the ends of a line, and then quotes.
    const files = { '/wanted': batch.map(({ name }) => `"${name}"\n`).join('') }
    const run = await runSevenZip({ archive, words, files })
    if (run.exitCode !== 0) throw damage(run, this.#file)
    this.#held = { batch, run }
    return run
  }
}

/** What the program lists for a line break and the like, so that it does not find the entry by its name any more. */
const instead = '_'

function untold({ name }: Listed, subject: string): Fault {
  return new Fault('archive-refused', { subject, why: `The entry ${shown(name)} has control characters in its name.` })
}

function tooLarge(subject: string, why: string): Fault {
  return new Fault('too-large', { subject, why })
}

const outOfMemory = 8

/** An exception that it did not catch. */
function hasFallen({ exitCode }: SevenZipRun): boolean {
  return exitCode > 255
}

function damage(run: SevenZipRun, { subject, key }: Unlocked): Fault {
  const { exitCode, errors, lines } = run
  if (exitCode === outOfMemory) return tooLarge(subject, 'Unpacking it takes more memory than there is for it.')
  if (hasFallen(run)) return new Fault('file-damaged', { subject, why: '7-Zip cannot read it.' })
  const said = [...errors, ...lines].map((line) => line.trim()).filter((line) => line !== '')
  // Under a key that is not its own, and where it is damaged, the pinned 7-Zip tells apart only in words.
  if (key !== '' && said.some((line) => line.includes('Wrong password'))) return new Fault('secret-wrong', { subject })
  const isCut = said.some((line) => line.includes('Unexpected end'))
  return new Fault(isCut ? 'file-truncated' : 'file-damaged', {
    subject,
    why: `7-Zip says: ${said.at(-1) ?? 'nothing'}.`,
  })
}
