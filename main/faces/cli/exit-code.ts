import type { Fault, FaultCode } from '../../../contract/fault.ts'

/** What the command line answers to its caller; scripts rely on these. */
export const exitCodes = {
  ok: 0,
  someFailed: 1,
  usage: 2,
  cannotStart: 3,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  unread: 141,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What the person typed or wrote is wrong, and the same command will be wrong again. */
const usageFaults: ReadonlySet<FaultCode> = new Set([
  'usage-wrong',
  'recipe-wrong',
  'recipe-unknown',
  'recipe-no-file',
  'step-unallowed',
  'programs-off',
  'file-missing',
  'file-special',
  'name-taken',
  'template-wrong',
  'output-in-input',
  'batch-unknown',
  'watch-unknown',
])

/** For a fault that ended the whole command; one that ended a file is `someFailed`. */
export function exitCodeOf(fault: Fault): ExitCode {
  if (usageFaults.has(fault.code)) return exitCodes.usage
  return fault.blame === 'bug' ? exitCodes.bug : exitCodes.cannotStart
}
