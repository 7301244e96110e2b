/** What a person changed about a value, laid over what is known of it until the engine says how it is now. */
export interface Overlay<T> {
  /** What was known then: as soon as something newer is, that is shown. */
  over: T | undefined
  shown: T | undefined
  /** The how manieth change it is of. */
  nth: number
}

export const noOverlay = { over: undefined, shown: undefined, nth: 0 }

export function shownThrough<T>(known: T | undefined, { over, shown }: Overlay<T>): T | undefined {
  return shown !== undefined && Object.is(over, known) ? shown : known
}

/** The engine’s word on one change. Of changes that were followed by others it says nothing any more. */
export function settled<T>(overlay: Overlay<T>, { nth, shown }: Pick<Overlay<T>, 'nth' | 'shown'>): Overlay<T> {
  return nth === overlay.nth ? { ...overlay, shown } : overlay
}
