import { spawnSync } from 'node:child_process'
import { taskkillCall } from '../contract/taskkill.ts'

const taskkillMostMs = 10_000

interface Ending {
  platform?: NodeJS.Platform
  run?: typeof spawnSync
}

/** Ends a program that leads a process group, and all it has started. One that has ended is fine, where its number cannot be another's by now. */
export function endTree(pid: number, { platform = process.platform, run = spawnSync }: Ending = {}): void {
  try {
    if (platform !== 'win32') process.kill(-pid, 'SIGKILL')
    else if (!isTreeEnded(pid, run)) process.kill(pid, 'SIGKILL')
  } catch {
    // It had ended before.
  }
}

function isTreeEnded(pid: number, run: typeof spawnSync): boolean {
  const { program, args } = taskkillCall(pid, process.env['SystemRoot'])
  const { status } = run(program, args, { stdio: 'ignore', windowsHide: true, timeout: taskkillMostMs })
  return status === 0
}
