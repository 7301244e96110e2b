/** Everything a window shows comes from here. */
export const appScheme = 'app'
const appHost = 'millrace'
export const appOrigin = `${appScheme}://${appHost}`

/** Whether an address is one of the app's own pages; compared in parts, never as the beginning of a text. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost && url.username === ''
}
