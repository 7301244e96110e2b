import type { FastifyRequest } from 'fastify'

/** Where the session's secret is kept in a browser. Cookies do not tell ports apart, so the name does. */
export class SessionCookie {
  readonly #name: string

  constructor(port: number) {
    this.#name = `millrace-${port}`
  }

  read({ headers }: FastifyRequest): string {
    const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
    return pairs.find(([name]) => name === this.#name)?.[1] ?? ''
  }

  /**
   * Lasts until the browser is closed; an empty secret takes it away. For a page that came by HTTPS, through a proxy before this server, it never
   * travels in the clear.
   */
  write(secret: string, { headers }: Pick<FastifyRequest, 'headers'>): string {
    const isSecure = headers.origin?.startsWith('https://') === true
    const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(isSecure ? ['Secure'] : [])]
    return [`${this.#name}=${secret}`, ...attributes, ...(secret === '' ? ['Max-Age=0'] : [])].join('; ')
  }
}

/** The token a script sends, or empty. */
export function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
}
