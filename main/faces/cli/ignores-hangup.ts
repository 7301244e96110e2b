import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** Of a mask whose lowest bit is signal 1. */
const hangupBit = 1n

/**
 * Whether this process was begun so that a closed terminal does not end it. Node takes every signal as usual again before it runs a line, so what was
 * inherited is no longer to be seen: what tells is the `_` that shells set for the program they begin, and on Linux a parent that ignores the signal itself.
 */
export function ignoresHangup({ env, ppid }: Pick<NodeJS.Process, 'env' | 'ppid'>): boolean {
  return basename(env['_'] ?? '') === 'nohup' || ignoredBy(ppid)
}

function ignoredBy(pid: number): boolean {
  try {
    const [, mask] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? []
    return (BigInt(`0x${mask ?? '0'}`) & hangupBit) !== 0n
  } catch {
    return false
  }
}
