import type { Sighting } from '../../io/looking/survey.ts'
import { type IdentityRules, sameIdentity } from '../../io/looking/identity.ts'
import type { KnownFile } from '../../journal/batches/known-files.ts'
import type { EngineParts } from '../batch-context.ts'
import { contentOrNull } from '../hash-or-null.ts'
import { contentsKnown, type Verdict, verdictOf } from './verdict.ts'
import type { WatchRecord } from './watch-record.ts'

interface SortingParts {
  parts: Pick<EngineParts, 'journal' | 'io'>
  record: WatchRecord
  identity: IdentityRules
  isInFlight: (path: string) => boolean
}

/** Tells files a watch has to process from those that are done, left alone, or ours: by the journal, once it is whole also by its content. */
export class Sorting {
  readonly #parts: SortingParts

  constructor(parts: SortingParts) {
    this.#parts = parts
  }

  /** Which of the files just met are new. Those that were there before the watch began are left, or asked about, as its rules say. */
  async fresh(files: Sighting[]): Promise<string[]> {
    const verdicts = await this.#verdicts(files)
    const fresh = files.filter((_, at) => verdicts[at]?.verdict !== 'known')
    const { begun, addedMs, rules } = this.#parts.record
    if (begun || rules.existing === 'process') return fresh.map(({ path }) => path)
    const before = fresh.filter(({ identity }) => BigInt(identity.mtimeNs) / 1_000_000n < BigInt(addedMs))
    await this.#leave(before, { asked: rules.existing === 'ask' })
    return fresh.filter((file) => !before.includes(file)).map(({ path }) => path)
  }

  /** Which of the whole files are to be processed now, and which once their present job has ended. */
  async whole(files: Sighting[]): Promise<{ now: Sighting[]; later: Sighting[] }> {
    const verdicts = await this.#verdicts(files)
    const later = files.filter(({ path }, at) => this.#parts.isInFlight(path) && verdicts[at]?.verdict !== 'known')
    const now: Sighting[] = []
    for (const [at, file] of files.entries()) {
      const found = verdicts[at]
      if (!found || found.verdict === 'known' || later.includes(file)) continue
      if (found.verdict === 'compare' && (await this.#isKnownContent(file, found.known)))
        await this.#settle(file, found.known)
      else now.push(file)
    }
    return { now, later }
  }

  async #verdicts(files: Sighting[]): Promise<{ known: KnownFile; verdict: Verdict }[]> {
    const { parts, record, identity, isInFlight } = this.#parts
    const sighted = files.map(({ path: source, identity: found }) => ({ source, identity: found }))
    const { id: watch, rules } = record
    const known = await parts.journal.call('knownFiles', { watch, folder: rules.folder, files: sighted })
    const redoWith = record.redo ? record.recipeFingerprint : null
    return files.flatMap((file, at) => {
      const each = known[at]
      if (!each) return []
      const context = { identity, inFlight: isInFlight(file.path), redoWith }
      return [{ known: each, verdict: verdictOf(file.identity, each, context) }]
    })
  }

  async #isKnownContent({ path, identity }: Sighting, known: KnownFile): Promise<boolean> {
    const contents = contentsKnown(identity, known, this.#parts.identity)
    const sha256 = contents.length > 0 ? await contentOrNull(this.#parts.parts.io, path) : null
    return sha256 !== null && contents.includes(sha256)
  }

  /** It is what it was. */
  async #settle(file: Sighting, { job }: KnownFile): Promise<void> {
    const { parts, record, identity } = this.#parts
    const { path: source, identity: found } = file
    if (job?.state !== 'done' || !sameIdentity(found, job.identity, identity))
      await this.#leave([file], { asked: false })
    else await parts.journal.call('noteTouched', { watch: record.id, files: [{ source, identity: found }] })
  }

  async #leave(files: Sighting[], { asked }: { asked: boolean }): Promise<void> {
    if (files.length === 0) return
    const left = files.map(({ path: source, identity }) => ({ source, identity }))
    await this.#parts.parts.journal.call('leaveFiles', { watch: this.#parts.record.id, files: left, asked })
  }
}
