import type { Host } from '../../../host.ts'
import { retry } from '../../../async/backoff.ts'
import { exitCodes } from '../exit-code.ts'
import type { Verb } from '../command-spec.ts'
import { isAway, ownEngine } from '../open-engine.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import type { World } from '../world.ts'

interface ServeOptions {
  port?: number
  host?: string
  open?: true
  allowPrograms?: true
}

/** Not one that a usual program takes; the same at each start, so that a bookmark leads somewhere. */
const usualPort = 4780
const thisMachine = '127.0.0.1'

export const serve: Verb = async ({ world, options }) => {
  const { port = usualPort, host = thisMachine, open, allowPrograms = false } = options as ServeOptions
  const [{ openServer }, { isLoopback }] = await Promise.all([
    import('../../server/open-server.ts'),
    import('../../server/origin.ts'),
  ])
  await using engine = await ownedEngine(world, allowPrograms)
  await using server = await openServer(engine.host, { host, port })
  const address = `${server.url}#token=${server.token}`
  if (!isLoopback(host)) for (const line of exposure(host)) world.stderr.write(`${line}\n`)
  world.stdout.write(`Millrace is at ${address}\nWhoever has this address can use it. Ctrl-C ends it.\n`)
  if (open) {
    const { openInBrowser } = await import('../../server/open-browser.ts')
    await openInBrowser(address, engine.host)
  }
  await engine.host.watchKept()
  await untilStopped(world, engine.host)
  return world.interrupts.exitCode ?? exitCodes.ok
}

/** The server needs the engine itself: while another process owns it, this one waits. */
async function ownedEngine(world: World, allowsPrograms: boolean) {
  const { openHost } = await import('../../../host.ts')
  const noticeableAttempt = 4
  return retry(() => ownEngine(world, () => openHost({ stateFolder: stateFolderOf(world), allowsPrograms })), {
    signal: world.interrupts.signal,
    attempts: Number.POSITIVE_INFINITY,
    baseMs: 100,
    capMs: 2_000,
    clock: world.clock,
    retryable: isAway,
    onRetry: ({ attempt }) => {
      if (attempt === noticeableAttempt) world.stderr.write('Waiting for another Millrace to end.\n')
    },
  })
}

/** What listening for other machines means. */
function exposure(host: string): string[] {
  return [
    `Other machines that can reach ${host} can connect. Nothing is encrypted: whoever can listen in on that network can read`,
    'the token and the files. Use it on a network you trust, or behind a proxy that speaks HTTPS. Only the folders listed as',
    '`server.roots` in the settings, uploads and results can be used.',
  ]
}

/** The first request to stop lets the files in hand finish while the screens go on showing them, the second stops them, the third leaves. */
async function untilStopped(world: World, host: Host): Promise<void> {
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  using _ = world.interrupts.take((nth) => {
    if (nth === 1) host.rest().then(resolve, resolve)
    else if (nth === 2) host.hurry()
    else world.exit(world.interrupts.exitCode ?? 1)
    if (nth === 1) world.stderr.write('Finishing the files in hand. Ctrl-C again stops at once.\n')
  })
  await stopped
}
