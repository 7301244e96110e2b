import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const againMs = 500
const leaveMs = 30_000

/** Asks the app to end until it has gone, and ends it by force when it does not go. Resolves once no output of it can come any more. */
export async function endApp(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  // The first asks about files in hand, the next goes at once; two at the same moment would be one.
  child.kill('SIGTERM')
  const again = setInterval(() => child.kill('SIGTERM'), againMs)
  const late = setTimeout(() => child.kill('SIGKILL'), leaveMs)
  await ended
  clearInterval(again)
  clearTimeout(late)
  // What it started may hold its pipes open a while longer; nobody reads them.
  for (const pipe of [child.stdout, child.stderr]) pipe?.destroy()
}
