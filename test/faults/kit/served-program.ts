import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { packageRoot } from '../../../main/package-root.ts'
import type { Sandbox } from './sandbox.ts'

const launcher = join(packageRoot, 'bin/millrace.js')

/** One that has not named its address by then never will. */
const startMs = 60_000

interface Words {
  words?: string[]
  env?: NodeJS.ProcessEnv
}

/** The built program, serving; killed when disposed. */
export interface ServedProgram extends AsyncDisposable {
  url: URL
  token: string
  pid: number
  /** Resolves with the exit code when it has ended. */
  ended: Promise<number | null>
  /** What it says besides the address. */
  said(): string
}

/** Serves `in` and `out` of the sandbox. */
export async function serve(sandbox: Sandbox, { words = [], env = {} }: Words = {}): Promise<ServedProgram> {
  const roots = [
    { path: sandbox.in, access: 'read' },
    { path: sandbox.out, access: 'write' },
  ]
  writeFileSync(join(sandbox.state, 'settings.json'), JSON.stringify({ server: { roots } }))
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', ...words], {
    env: { ...sandbox.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let said = ''
  const address = Promise.withResolvers<RegExpExecArray>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /(http:\/\/\S+)#token=(\S+)/.exec(said)
      if (found) address.resolve(found)
    })
  void ended.then(() => address.reject(new Error(`It ended: ${said}`)))
  using _ = setTimeout(() => child.kill('SIGKILL'), startMs)
  const [, url = '', token = ''] = await address.promise
  return {
    url: new URL(url),
    token,
    pid: child.pid ?? 0,
    ended,
    said: () => said,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Everything the server answers to bytes that need not be HTTP, until it hangs up or `enough` has come. */
export async function answerTo({ url }: Pick<ServedProgram, 'url'>, bytes: string): Promise<string> {
  const socket = connect(Number(url.port), url.hostname)
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text
    if (answer.includes('\r\n\r\n')) socket.destroy()
  })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(bytes, 'latin1')
  await closed
  return answer
}
