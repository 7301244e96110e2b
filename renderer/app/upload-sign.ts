import type { UploadDoor } from '../link/upload-door.ts'
import { type Ranges, rangesOf } from '../state/ranges.ts'
import { isThere, type UploadProgress } from '../state/upload-rows.ts'

const signMs = 15_000
/** More than this a server does not take. */
const rangesMost = 2_000

/** What a page has to say to the server of one drop besides its files. A sign that is lost is made good by the next. */
export class UploadSign {
  readonly #door: Pick<UploadDoor, 'sign'>
  readonly #drop: string
  /** What the server was told last. */
  #failed = ''

  constructor(door: Pick<UploadDoor, 'sign'>, drop: string) {
    this.#door = door
    this.#drop = drop
  }

  /** Which files could not be sent, where that has changed. */
  tellFailed(progress: UploadProgress): void {
    const failed = JSON.stringify(failedIn(progress))
    if (failed === this.#failed) return
    this.#failed = failed
    this.#tell(progress, { leaving: false })
  }

  /** That the page is there, or goes away; nothing where nothing is left to be sent. */
  tellAlive(progress: UploadProgress, how: { leaving: boolean }): void {
    if (!progress.rows.every(isThere)) this.#tell(progress, how)
  }

  #tell(progress: UploadProgress, { leaving }: { leaving: boolean }): void {
    const sign = { failed: failedIn(progress), leaving }
    this.#door.sign(this.#drop, sign, { signal: AbortSignal.timeout(signMs) }).catch(() => {})
  }
}

function failedIn({ rows }: UploadProgress): Ranges {
  const failed = rows.filter(({ state }) => state === 'failed' || state === 'cancelled')
  return rangesOf(failed.map(({ nth }) => nth)).slice(0, rangesMost)
}
