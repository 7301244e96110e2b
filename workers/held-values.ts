const heldMost = 2
const held = new Map<string, Promise<unknown>>()

/** What a file was read as, kept for when the same file is asked for again in the same state: the newest few, in this process. */
export function heldValue(state: string, read: () => Promise<unknown>): Promise<unknown> {
  const value = held.get(state) ?? read()
  held.delete(state)
  held.set(state, value)
  value.catch(() => held.delete(state))
  for (const oldest of held.keys()) {
    if (held.size <= heldMost) break
    held.delete(oldest)
  }
  return value
}
