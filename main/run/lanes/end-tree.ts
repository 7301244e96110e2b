import { execFile } from 'node:child_process'
import { taskkillCall } from '../../../contract/taskkill.ts'

const taskkillMostMs = 10_000

interface Ending {
  platform?: NodeJS.Platform
  run?: typeof execFile
}

/**
 * Comes back when Windows has ended a process that is still alive with all it has started, or cannot. Elsewhere programs live in process groups,
 * which are ended by themselves.
 */
export async function endTreeOnWindows(
  pid: number,
  { platform = process.platform, run = execFile }: Ending = {},
): Promise<void> {
  if (platform !== 'win32') return
  const { program, args } = taskkillCall(pid, process.env['SystemRoot'])
  await new Promise<void>((resolve) =>
    run(program, args, { windowsHide: true, timeout: taskkillMostMs }, () => resolve()),
  )
}
