/** Where a person is. Kept in the address behind `#`, so that any host and any path can serve the page. */
export type Route =
  | { screen: 'home' }
  | { screen: 'runs' }
  /** `filter`: which of its files are listed; all where it is absent or unknown. */
  | { screen: 'run'; batch: string; filter?: string }
  | { screen: 'history'; batch: string | null }
  | { screen: 'recipes' }
  /** `name` null: one that is being made. */
  | { screen: 'recipe'; name: string | null }
  | { screen: 'verify'; batch: string }
  | { screen: PlainScreen }

/** Screens that are about nothing in particular: their address is their name. */
const plain = ['charts', 'settings', 'tray', 'vault', 'watch', 'welcome', 'workings'] as const
export type PlainScreen = (typeof plain)[number]

type Reader = (id: string | undefined, more: string | undefined) => Route

/** What stands behind the first word of an address. */
const readers: Partial<Record<string, Reader>> = {
  runs: (id, more) => (id ? { screen: 'run', batch: id, ...(more && { filter: more }) } : { screen: 'runs' }),
  history: (id, more) =>
    id && more === 'verify' ? { screen: 'verify', batch: id } : { screen: 'history', batch: id || null },
  recipes: (id) => (id ? { screen: 'recipe', name: id } : { screen: 'recipes' }),
  'new-recipe': () => ({ screen: 'recipe', name: null }),
}

export function parseRoute(hash: string): Route {
  const [screen = '', id, more] = hash.replace(/^#\/?/, '').split('/').map(decoded)
  const read = Object.hasOwn(readers, screen) ? readers[screen] : undefined
  return read?.(id, more) ?? { screen: plain.find((name) => name === screen) ?? 'home' }
}

export function printRoute(route: Route): string {
  if (route.screen === 'home') return '#/'
  return `#/${'batch' in route || 'name' in route ? printOne(route) : route.screen}`
}

/** Of a place that is about one thing. */
function printOne(route: Extract<Route, { batch: unknown } | { name: unknown }>): string {
  switch (route.screen) {
    case 'run':
      return `runs/${encodeURIComponent(route.batch)}${route.filter ? `/${encodeURIComponent(route.filter)}` : ''}`
    case 'history':
      return route.batch === null ? 'history' : `history/${encodeURIComponent(route.batch)}`
    case 'recipe':
      return route.name === null ? 'new-recipe' : `recipes/${encodeURIComponent(route.name)}`
    case 'verify':
      return `history/${encodeURIComponent(route.batch)}/verify`
  }
}

/** What a person types into the address may be no encoding of anything. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
