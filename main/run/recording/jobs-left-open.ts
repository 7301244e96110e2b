import type { LeftOpen } from '../commit/left-open.ts'

/** The jobs that a batch could not end, and why. */
export class JobsLeftOpen {
  /** Files they are about; and those among them whose results are saved, which could not be noted. */
  #files = 0
  #saved = 0
  #why = ''

  /** `files`: how many the job is about. */
  add({ fault, isSaved }: LeftOpen, files: number): void {
    if (isSaved) this.#saved += files
    else this.#why ||= fault.message
    this.#files += files
  }

  get isAny(): boolean {
    return this.#files > 0
  }

  /** Why the batch is not over; empty where no job is left open. */
  get why(): string {
    return this.#why || (this.#saved > 0 ? savedText(this.#saved) : '')
  }
}

function savedText(files: number): string {
  return `Saved, but not noted yet since the journal cannot be written: ${files}. The next start does that.`
}
