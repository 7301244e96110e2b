/** Past so many what is remembered is begun anew. */
const rememberedMost = 10_000

/** What is asked for by many at once is looked for once, and once more after a fault. */
export function remembered<T>(found: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const known = found.get(key)
  if (known) return known
  if (found.size >= rememberedMost) found.clear()
  const finding = find()
  found.set(key, finding)
  finding.catch(() => found.delete(key))
  return finding
}
