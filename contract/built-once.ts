/**
 * What is built when it is asked for first, and then kept. The shapes of all questions take a start that asks two of them as long as opening its
 * files.
 */
export function builtOnce<T>(build: () => T): () => T {
  let built: { it: T } | undefined
  return () => (built ??= { it: build() }).it
}
