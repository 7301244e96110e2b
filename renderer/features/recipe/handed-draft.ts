import { useSyncExternalStore } from 'react'

let handed: { nth: number; text: string | null } = { nth: 0, text: null }
const listeners = new Set<() => void>()

/** Has a text opened in the editor as a new recipe. What was there before is one undo away. */
export function handDraft(text: string): void {
  handed = { nth: handed.nth + 1, text }
  for (const listener of listeners) listener()
}

/** How many were handed over: with each the editor begins anew. */
export function useHandedCount(): number {
  return useSyncExternalStore(listen, () => handed.nth)
}

/** The text that waits to be opened, once. */
export function takeHanded(): string | null {
  const { text } = handed
  handed = { ...handed, text: null }
  return text
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
