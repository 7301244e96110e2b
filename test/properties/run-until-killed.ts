import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

const launcher = join(packageRoot, 'bin/millrace.js')
const deadlineMs = 60_000

/**
 * Runs a command in a process of its own and kills it, with all it started, when so many changes have been seen below the
 * folders. Answers whether it was killed; one that ended before was not.
 */
export async function runUntilKilled(
  args: string[],
  { stateFolder, folders, changes }: { stateFolder: string; folders: string[]; changes: number },
): Promise<boolean> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const child = spawn(process.execPath, [launcher, ...args], {
    env: { ...env, MILLRACE_HOME: stateFolder },
    stdio: 'ignore',
    detached: true,
  })
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  let seen = 0
  const onChange = (): void => {
    if (++seen === changes) kill()
  }
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, onChange))
  const deadline = setTimeout(kill, deadlineMs)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (_code, signal) => resolve(signal === 'SIGKILL'))
    })
  } finally {
    clearTimeout(deadline)
    for (const watcher of watchers) watcher.close()
  }
}
