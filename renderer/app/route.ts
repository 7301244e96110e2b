/** Where a person is. Kept in the address behind `#`, so that any host and any path can serve the page. */
export type Route =
  | { screen: 'home' }
  | { screen: 'runs' }
  | { screen: 'run'; batch: string }
  | { screen: 'upload'; drop: string }
  | { screen: 'history'; batch: string | null }
  | { screen: 'recipes' }
  /** `name` null: one that is being made. */
  | { screen: 'recipe'; name: string | null }
  | { screen: 'workings' }
  | { screen: 'settings' }

export function parseRoute(hash: string): Route {
  const [screen = '', id] = hash.replace(/^#\/?/, '').split('/').map(decoded)
  switch (screen) {
    case 'runs':
      return id ? { screen: 'run', batch: id } : { screen: 'runs' }
    case 'uploads':
      return id ? { screen: 'upload', drop: id } : { screen: 'runs' }
    case 'history':
      return { screen: 'history', batch: id || null }
    case 'recipes':
      return id ? { screen: 'recipe', name: id } : { screen: 'recipes' }
    case 'new-recipe':
      return { screen: 'recipe', name: null }
    case 'workings':
    case 'settings':
      return { screen }
    default:
      return { screen: 'home' }
  }
}

export function printRoute(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/'
    case 'run':
      return `#/runs/${encodeURIComponent(route.batch)}`
    case 'upload':
      return `#/uploads/${encodeURIComponent(route.drop)}`
    case 'history':
      return route.batch === null ? '#/history' : `#/history/${encodeURIComponent(route.batch)}`
    case 'recipe':
      return route.name === null ? '#/new-recipe' : `#/recipes/${encodeURIComponent(route.name)}`
    case 'runs':
    case 'recipes':
    case 'workings':
    case 'settings':
      return `#/${route.screen}`
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
