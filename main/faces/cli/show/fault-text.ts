import { type Fault, faultTable, type WireFault } from '../../../../contract/fault.ts'
import { escapeName } from './escape-name.ts'

/** What ended a command, ready to print: what happened, why, what to do, the code last. */
export function faultLines(fault: Fault | WireFault): string[] {
  const sentence = faultTable[fault.code].sentence.replace('{subject}', () => fault.subject)
  const why = fault.why.split('\n').map(escapeName)
  const first = why.length > 1 ? [escapeName(sentence), ...why] : [[escapeName(sentence), ...why].join(' ').trim()]
  return [...first, [fault.remedy, `(${fault.code})`].join(' ').trim()]
}

/** Why a file did not end well, on one line: `/in/a.jpg: ends too early. … (file-truncated)`. */
export function fileFaultText(path: string, { message, remedy, code }: FileFault): string {
  const about = message.includes(path) ? message : `${path}: ${message}`
  return [escapeName(about), remedy, code && `(${code})`].filter(Boolean).join(' ')
}

interface FileFault {
  message: string
  remedy?: string | undefined
  code?: string | undefined
}
