/** Past so many all of it is forgotten, and remembering begins anew. */
const rememberedMost = 10_000

/** What `find` answered for a key: many who ask at once wait for one search, and after a fault the next who asks searches again. */
export function remembered<T>(found: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const known = found.get(key)
  if (known) return known
  if (found.size >= rememberedMost) found.clear()
  const finding = find()
  found.set(key, finding)
  finding.catch(() => found.delete(key))
  return finding
}
