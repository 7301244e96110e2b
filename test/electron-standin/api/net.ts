import { type ClientRequest, request, type RequestOptions } from 'node:http'

/** Requests of the app itself, as Electron's `net` makes them, to this machine alone: no test reaches another. */
export const net = {
  request(options: RequestOptions & { session?: unknown; redirect?: string }): ClientRequest {
    const { protocol, hostname, port, path, method, headers } = options
    if (hostname !== '127.0.0.1') throw new Error(`the stand-in asks nothing of ${hostname}`)
    return request({ protocol, hostname, port, path, method, headers })
  },
}
