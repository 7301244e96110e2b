import type { EarlierRun } from '../../contract/batch-commands.ts'
import type { ConflictMode } from '../../contract/recipe.ts'
import { systemTimer } from '../link/timer.ts'
import type { UploadDoor } from '../link/upload-door.ts'
import { isAtRest, isOver } from '../state/batch-state.ts'
import { dropKey } from '../state/drop-key.ts'
import type { Mirror } from '../state/mirror.ts'
import { onNextFrame, Store } from '../state/store.ts'
import type { OfferedFile } from '../state/send-file.ts'
import { UploadRun } from '../state/upload-run.ts'
import { firstSpeed, nextSpeed } from '../state/upload-speed.ts'
import { throttled } from '../state/throttled.ts'
import { walkOrder } from '../state/walk-order.ts'
import { learn } from './learn.ts'
import type { LiveUpload } from './live-upload.ts'
import { UploadSign } from './upload-sign.ts'

/** What is to be done with the files. */
export interface RunOrder {
  /** What a person would call these files. */
  title: string
  recipe: string
  out: string
  conflict: ConflictMode | undefined
  /** Files beside these that the recipe does not read, so that they are not sent. */
  leftOut: number
}

/** A run that was begun, or one that was there and goes on. */
export interface Begun {
  batch: string
  goesOn?: EarlierRun
}

interface Sending {
  run: UploadRun
  files: readonly OfferedFile[]
  order: RunOrder
  sign: UploadSign
}

/** Rows of many thousand files are not gone through for each that moves. */
const tellEveryMs = 250
const signEveryMs = 20_000
const beginMs = 60_000

/** The uploads of this page; they live as long as it does. Each has a run, which they pause and go on with. */
export class Uploads {
  readonly store = new Store<ReadonlyMap<string, LiveUpload>>(new Map(), onNextFrame)
  readonly #door: UploadDoor
  readonly #mirror: Store<Mirror>
  /** By drop. */
  readonly #sending = new Map<string, Sending>()

  constructor(door: UploadDoor, mirror: Store<Mirror>) {
    this.#door = door
    this.#mirror = mirror
  }

  /** Gives signs of life, and follows what becomes of the runs, until disposed. */
  keep(): Disposable {
    const follow = this.#mirror.subscribe(() => this.#follow())
    const handle = setInterval(() => this.#sign({ leaving: false }), signEveryMs)
    const leave = () => this.#sign({ leaving: true })
    addEventListener('pagehide', leave)
    return {
      [Symbol.dispose]() {
        follow()
        clearInterval(handle)
        removeEventListener('pagehide', leave)
      },
    }
  }

  /** Begins the run, and to send; answers the id of the batch, and the run it goes on with where it does. Rejects with the fault of beginning it. */
  async begin(offered: readonly OfferedFile[], order: RunOrder): Promise<Begun> {
    const files = offered.toSorted((a, b) => walkOrder(a.path, b.path))
    const wanted = crypto.randomUUID?.() ?? `drop-${Date.now()}-${Math.trunc(performance.now())}`
    const { drop, folder, batch, goesOn } = await this.#begin(wanted, files, order)
    // Another drop of the same files on this page goes on with those that are here now.
    this.#sending.get(drop)?.run.pause()
    this.#forgetOver()
    const told = throttled(tellEveryMs, () => this.#tell(drop))
    const run = new UploadRun(drop, files, { door: this.#door, timer: systemTimer, changed: told })
    this.#sending.set(drop, { run, files, order, sign: new UploadSign(this.#door, drop) })
    const speed = firstSpeed(0, Date.now())
    const { leftOut } = order
    const upload = {
      drop,
      batch: batch.batchId,
      folder,
      progress: run.progress(),
      speed,
      leftOut,
      ...(goesOn && { goesOn }),
    }
    this.store.update((known) => new Map(known).set(drop, upload))
    void run.send()
    return { batch: batch.batchId, ...(goesOn && { goesOn }) }
  }

  /** What has come and been run is no concern of this page any more. */
  #forgetOver(): void {
    const { batches } = this.#mirror.get()
    for (const { drop, batch, progress } of this.store.get().values()) {
      const snapshot = batches.get(batch)?.snapshot
      if (!snapshot || !isOver(snapshot) || progress.arrived < progress.rows.length) continue
      this.#sending.delete(drop)
      this.store.update((known) => new Map([...known].filter(([other]) => other !== drop)))
    }
  }

  /** Sends what failed once more, or the files at these places; a run that is over goes on. Rejects with the fault of going on with it. */
  async again(drop: string, nths?: readonly number[]): Promise<void> {
    const sending = this.#sending.get(drop)
    if (!sending) return
    await this.#begin(drop, sending.files, sending.order)
    await sending.run.sendAgain(nths)
  }

  /** Does without the files at these places. */
  giveUp(drop: string, nths: readonly number[]): void {
    this.#sending.get(drop)?.run.giveUp(nths)
  }

  /** Some files would not come to a run any more if the page were closed now. */
  get isSending(): boolean {
    const { batches } = this.#mirror.get()
    return [...this.store.get().values()].some(({ batch, progress: { state } }) => {
      const snapshot = batches.get(batch)?.snapshot
      return (state === 'sending' || state === 'paused') && !(snapshot && isOver(snapshot))
    })
  }

  async #begin(drop: string, files: readonly OfferedFile[], { title, recipe, out, conflict }: RunOrder) {
    const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
    const order = { drop, key: await dropKey(files), files: files.length, bytes, recipe, out, title }
    const signal = AbortSignal.timeout(beginMs)
    const begun = await this.#door.run({ ...order, ...(conflict ? { conflict } : {}) }, { signal })
    // Before anybody asks what became of the run.
    learn(this.#mirror, begun.batch)
    return begun
  }

  /** A run at rest, or over, is sent nothing. */
  #follow(): void {
    const { batches } = this.#mirror.get()
    for (const { drop, batch } of this.store.get().values()) {
      const snapshot = batches.get(batch)?.snapshot
      const run = this.#sending.get(drop)?.run
      if (!snapshot || !run) continue
      const rests = isOver(snapshot) || snapshot.state === 'pausing' || isAtRest(snapshot)
      if (rests && snapshot.state !== 'needs-you') run.pause()
      else run.resume()
    }
  }

  #tell(drop: string): void {
    const sending = this.#sending.get(drop)
    if (!sending) return
    const progress = sending.run.progress()
    this.store.update((known) => {
      const upload = known.get(drop)
      if (!upload) return known
      return new Map(known).set(drop, {
        ...upload,
        progress,
        speed: nextSpeed(upload.speed, progress.sentBytes, Date.now()),
      })
    })
    sending.sign.tellFailed(progress)
  }

  #sign(how: { leaving: boolean }): void {
    for (const { drop, progress } of this.store.get().values()) this.#sending.get(drop)?.sign.tellAlive(progress, how)
  }
}
