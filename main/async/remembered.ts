/** With more entries than this, all are forgotten. */
const rememberedMost = 10_000

/** What `find` returned for a key. Callers at the same time share one search; after a failure the next call searches again. */
export function remembered<T>(found: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const known = found.get(key)
  if (known) return known
  if (found.size >= rememberedMost) found.clear()
  const finding = find()
  found.set(key, finding)
  finding.catch(() => found.delete(key))
  return finding
}
