import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Names of built files hold a hash of what is in them. */
const hashed = /-[\w-]{8,}\.\w+$/

/** The built screens at `/`: their files, and the page itself for every address that is a screen's. */
export async function serveScreens(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', (_, reply) => withoutScreens(reply))
    return
  }
  await app.register(fastifyStatic, { root: folder, index: 'index.html', setHeaders: cacheByName })
  app.setNotFoundHandler((request, reply) => {
    const isScreen = request.method === 'GET' && !/^\/api(\/|$)/.test(request.url) && !/\.\w+$/.test(request.url)
    if (isScreen) return reply.sendFile('index.html')
    return reply.code(404).type('text/plain').send('There is nothing here.\n')
  })
}

function cacheByName(reply: FastifyReply, path: string): void {
  void reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
}

function withoutScreens(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Millrace</title>
<h1>Millrace is running</h1>
<p>The screens have not been built here. Run <code>npm run build</code> and start the server again.</p>
</html>
`)
}
