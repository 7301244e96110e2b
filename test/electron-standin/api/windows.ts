interface OpenWindow {
  id: number
  close(): void
}

const open = new Map<number, OpenWindow>()

/** The windows that are open, for the app and for the windows themselves. */
export const windows = {
  all: <W extends OpenWindow>(): W[] => [...open.values()] as W[],
  add: (window: OpenWindow) => void open.set(window.id, window),
  /** Whether it was there. */
  remove: (window: OpenWindow): boolean => open.delete(window.id),
}
