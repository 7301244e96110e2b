import type { Host } from '../../../host.ts'
import { connectToEngine } from '../../attach/connect.ts'
import { faceSocketPath } from '../../attach/socket-path.ts'
import { absolutePath } from '../arguments.ts'
import { exitCodes } from '../exit-code.ts'
import type { Verb } from '../command-spec.ts'
import { ownEngine } from '../open-engine.ts'
import { escapeName } from '../show/escape-name.ts'
import { stateFolderOf } from '../../attach/state-folder.ts'
import { waitToOwn } from '../wait-to-own.ts'
import type { World } from '../world.ts'

interface ServeOptions {
  port?: number
  host?: string
  open?: true
  allowPrograms?: true
  tokenFile?: string
}

/** Not one that a usual program takes; the same at each start, so that a bookmark leads somewhere. */
const usualPort = 4780
const thisMachine = '127.0.0.1'

export const serve: Verb = async ({ world, options }) => {
  const { port = usualPort, host = thisMachine, open, allowPrograms = false, tokenFile } = options as ServeOptions
  const [{ openServer }, { isLoopback }] = await Promise.all([
    import('../../server/open-server.ts'),
    import('../../server/origin.ts'),
  ])
  const kept = tokenFile === undefined ? undefined : absolutePath(tokenFile, world.cwd)
  const token = kept && (await (await import('../token-file.ts')).keptToken(kept))
  await using engine = await ownedEngine(world, { allowsPrograms: allowPrograms })
  await using server = await openServer(engine.host, { host, port, token })
  const address = `${server.url}#token=${server.token}`
  if (!isLoopback(host)) for (const line of exposure(host)) world.stderr.write(`${line}\n`)
  for (const line of kept ? keptLines(server.url, kept) : newLines(address)) world.stdout.write(`${line}\n`)
  if (open) {
    const { openInBrowser } = await import('../../server/open-browser.ts')
    await openInBrowser(address, engine.host)
  }
  await engine.host.watchKept()
  await untilStopped(world, engine.host)
  return world.interrupts.exitCode ?? exitCodes.ok
}

function newLines(address: string): string[] {
  return [`Millrace is at ${address}`, 'Whoever has this address can use it. Ctrl-C ends it.']
}

/** Output of a service is read by more people than its token is for. */
function keptLines(url: string, path: string): string[] {
  return [`Millrace is at ${url}`, escapeName(`Whoever has the token in ${path} can use it. Ctrl-C ends it.`)]
}

/** The server needs the engine itself: while another process owns it, this one waits, but not for ever. */
async function ownedEngine(world: World, { allowsPrograms }: { allowsPrograms: boolean }) {
  const { openHost } = await import('../../../host.ts')
  return waitToOwn(() => ownEngine(world, () => openHost({ stateFolder: stateFolderOf(world), allowsPrograms })), {
    signal: world.interrupts.signal,
    clock: world.clock,
    onWait: () => void tellOwner(world),
  })
}

async function tellOwner(world: World): Promise<void> {
  const { signal } = world.interrupts
  const stateFolder = stateFolderOf(world)
  let owner = ''
  try {
    await using client = await connectToEngine({ socketPath: await faceSocketPath(stateFolder), signal })
    owner = ` (process ${client.pid})`
  } catch {
    // One that is beginning or ending answers nobody.
  }
  const sentence = `Another Millrace${owner} is using ${stateFolder}. Waiting a minute for it to end.`
  world.stderr.write(`${escapeName(sentence)}\n`)
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
