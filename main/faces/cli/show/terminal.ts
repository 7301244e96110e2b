import { errnoOf } from '../../../io/errno.ts'
import type { WriteStream } from 'node:tty'

/** Where text goes: a terminal a person looks at, a pipe or a file. What comes from outside has to be escaped before. */
export interface Terminal {
  write(text: string): void
  /** Resolves once everything written has been handed to the system, or nobody reads any more. */
  flush(): Promise<void>
  /** The errno by which writing failed; empty while it has not. That somebody has read enough (`| head`) is no failure. */
  readonly failure: string
  /** Somebody has read enough of it and closed the pipe. */
  readonly unread: boolean
  /** Whether lines already written can be painted over. */
  readonly live: boolean
  readonly colour: boolean
  /** Whether more than ASCII can be shown. */
  readonly unicode: boolean
  readonly columns: number
  readonly rows: number
  onResize(fn: () => void): Disposable
}

interface TerminalOptions {
  env: NodeJS.ProcessEnv
  /** Called once when whoever read this has gone: `unread` of a closed pipe, `hangup` of a dead terminal. Later writes go nowhere. */
  onGone: (how: 'unread' | 'hangup') => void
}

/** The file it goes to has no room for more: the work does not stop for that, only its output ends there. */
const fullCodes: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** One of the process's own streams. Takes over its `error` event: a reader that has gone never crashes the engine. */
export function terminalOf(stream: NodeJS.WriteStream | WriteStream, { env, onGone }: TerminalOptions): Terminal {
  let gone = false
  let failure = ''
  let unread = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const code = errnoOf(error) || error.message
    if (!gone && !fullCodes.includes(code)) onGone(code === 'EPIPE' ? 'unread' : 'hangup')
    gone = true
    if (code === 'EPIPE') unread = true
    else failure ||= code
  })
  const dumb = isDumb(env['TERM'])
  return {
    write: (text) => void (gone || stream.write(text)),
    // That a write failed is told of just after it.
    flush: () => new Promise((resolve) => (gone ? resolve() : stream.write('', () => setImmediate(resolve)))),
    get failure() {
      return failure
    },
    get unread() {
      return unread
    },
    live: stream.isTTY && !dumb,
    colour: stream.isTTY && !dumb && !env['NO_COLOR'],
    unicode: process.platform === 'win32' || /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
    get columns() {
      return stream.columns || 80
    },
    get rows() {
      return stream.rows || 24
    },
    onResize(fn) {
      stream.on('resize', fn)
      return { [Symbol.dispose]: () => void stream.off('resize', fn) }
    },
  }
}

/** Whether all a terminal can do is to print. What none is named for, as Windows does not, is known nowhere to do more. */
function isDumb(term = ''): boolean {
  return term === 'dumb' || (term === '' && process.platform !== 'win32')
}
