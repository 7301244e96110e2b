import { isIP } from 'node:net'
import { hostname } from 'node:os'

export interface Listening {
  /** The address listened on. */
  host: string
  port: number
  /** More names the server is known by, from the settings. */
  names: readonly string[]
}

export interface Headers {
  host?: string | undefined
  origin?: string | undefined
  'sec-fetch-site'?: string | string[] | undefined
  'sec-fetch-mode'?: string | string[] | undefined
  'sec-fetch-dest'?: string | string[] | undefined
}

/**
 * Why a request is refused, or null. A page of another site can make a browser send requests here, and a name of its own can be made to
 * lead here (DNS rebinding): so `Host` has to be a name of this server, and `Origin`, where there is one, the same.
 */
export function refusal({ host = '', origin, ...headers }: Headers, listening: Listening): string | null {
  if (!isOwnHost(host, listening)) return 'The address in `Host` is not one of this server.'
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return 'The request comes from a page of another site.'
  const site = headers['sec-fetch-site'] ?? 'none'
  return site === 'same-origin' || site === 'none' || isVisit(headers)
    ? null
    : 'The request comes from a page of another site.'
}

/** Somebody followed a link to here: the page opens, and a strict cookie stayed behind. */
function isVisit({ 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }: Headers): boolean {
  return mode === 'navigate' && dest === 'document'
}

function isOwnHost(host: string, { host: address, port, names }: Listening): boolean {
  const [, name = '', given = '80'] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d+))?$/i.exec(host.toLowerCase()) ?? []
  if (names.includes(name)) return true
  if (Number(given) !== port) return false
  const bare = name.replace(/^\[|\]$/g, '')
  if (isLoopback(address)) return bare === 'localhost' || isLoopback(bare)
  // No name can be made to look like an address, so any address that led here is good.
  return isIP(bare) !== 0 || bare === 'localhost' || bare === hostname().toLowerCase()
}

/** Reached from this machine only. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}
