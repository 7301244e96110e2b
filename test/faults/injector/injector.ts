import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../../main/package-root.ts'
import type { Sandbox } from '../kit/sandbox.ts'

/**
 * What happens at one call that changes a file: `kill` and `killafter` hit the process that makes it, `killall` the whole run as a power cut would,
 * `short` writes half, an error's name makes the call fail once with it.
 */
export type FaultMode = 'kill' | 'killafter' | 'killall' | 'short' | 'ENOSPC' | 'EIO' | 'EACCES' | 'EXDEV'

/** One call that changed a file: `create`, `write`, `fsync`, `rename`, `link`, `unlink`, `mkdir`… */
export interface LoggedCall {
  operation: string
  path: string
  /** The new name, of renames and links. */
  to: string
}

/** Follows the call in the log at which the fault came. */
const mark = 'HERE'
const source = join(import.meta.dirname, 'fi.c')

/** Why nothing can be injected here, or undefined where it can. */
export function whyNoInjector(): string | undefined {
  if (process.platform !== 'linux') return 'the injector needs Linux'
  try {
    libraryPath()
    return undefined
  } catch {
    return 'the injector needs a C compiler (cc)'
  }
}

/** The environment that counts every call below the folders of the sandbox and logs it. */
export function counting(sandbox: Sandbox): NodeJS.ProcessEnv {
  return environment(sandbox, { FI_MODE: 'count' })
}

/** The environment that injects `mode` at the `call`-th call, counted from 1 over all processes of the run. */
export function injecting(sandbox: Sandbox, { mode, call }: { mode: FaultMode; call: number }): NodeJS.ProcessEnv {
  const errno = errnoOf(mode)
  return environment(sandbox, {
    FI_MODE: errno === undefined ? mode : 'errno',
    FI_N: String(call),
    ...(errno === undefined ? {} : { FI_ERRNO: String(errno) }),
  })
}

/** What the processes of all runs in the sandbox did, in order. */
export function loggedCalls(sandbox: Sandbox): LoggedCall[] {
  return log(sandbox).filter(({ operation }) => operation !== mark)
}

/** Whether the fault came: a run may make fewer calls than the one before it. */
export function wasInjected(sandbox: Sandbox): boolean {
  return log(sandbox).some(({ operation }) => operation === mark)
}

function log(sandbox: Sandbox): LoggedCall[] {
  const path = logPath(sandbox)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return lines
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([operation = '', from = '', to = '']) => ({ operation, path: from, to }))
}

function environment(sandbox: Sandbox, settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: libraryPath(),
    FI_PREFIX: [sandbox.out, sandbox.in, sandbox.state].join(':'),
    FI_SHARED: join(sandbox.root, 'injector-count'),
    FI_LOG: logPath(sandbox),
    ...settings,
  }
}

function logPath(sandbox: Sandbox): string {
  return join(sandbox.root, 'injector-log')
}

function errnoOf(mode: FaultMode): number | undefined {
  return Object.entries(constants.errno).find(([name]) => name === mode)?.[1]
}

/** Compiled once for each state of the source; two test files may do it at the same time. */
function libraryPath(): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)
  const library = join(packageRoot, '.cache', `injector-${hash}.so`)
  if (!existsSync(library)) {
    mkdirSync(join(packageRoot, '.cache'), { recursive: true })
    const made = `${library}.${process.pid}`
    execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', made, source, '-ldl', '-lpthread'], { stdio: 'ignore' })
    renameSync(made, library)
  }
  return library
}
