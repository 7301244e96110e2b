/** Somebody who waits for, holds or does something, as shown to a person who asks what is going on. */
export interface Party {
  who: string
  what: string
  /** Since when: epoch milliseconds. */
  sinceMs: number
}
