import { sep } from 'node:path'
import { type Fault, type WireFault } from '../../../../contract/fault.ts'
import { faultTable } from '../../../../contract/fault-table.ts'
import { escapeName } from './escape-name.ts'

/** What ended a command, ready to print: what happened, why, what to do, the code last. What is wrong with a recipe stands on lines of its own. */
export function faultLines(fault: Fault | WireFault): string[] {
  const said = sentencesOf(fault)
    .filter((line) => line !== '')
    .map(escapeName)
  const isList = said.length > 2 || fault.code === 'recipe-wrong'
  return [...(isList ? said : [said.join(' ')]), [fault.remedy, `(${fault.code})`].join(' ').trim()]
}

/** What is wrong with a command is said of its word, or of what that names, without saying that there was one. */
function sentencesOf({ code, subject, why }: Pick<Fault, 'code' | 'subject' | 'why'>): string[] {
  const [first = '', ...more] = why.split('\n')
  if (code === 'usage-wrong' && first !== '') return [`${subject}: ${first}`, ...more]
  return [faultTable[code].sentence.replace('{subject}', () => subject), first, ...more]
}

/** Why there is no report, or only half of one. What to do about the fault is left out: it speaks of a run that goes on, and this one is over. */
export function noReport(fault: Fault): string {
  const said = sentencesOf(fault).filter((line) => line !== '')
  return escapeName(`The report could not be written. ${said.join(' ')} (${fault.code})`)
}

/** Why a file did not end well, on one line: `/in/a.jpg ends too early. … (file-truncated)`. */
export function fileFaultText(path: string, { message, subject, remedy, code }: FileFault): string {
  // What is known by its name alone is not named twice.
  const isNamed = subject !== '' && subject === nameOf(path) && message.startsWith(subject)
  const whole = isNamed ? `${path}${message.slice(subject.length)}` : message
  const about = whole.includes(path) ? whole : `${path}: ${whole}`
  return [escapeName(about), remedy, code && `(${code})`].filter(Boolean).join(' ')
}

/** The same for a narrow place: the file by its name alone, and what to do is said at the end. */
export function briefFaultText(path: string, { message }: FileFault): string {
  const name = nameOf(path)
  return fileFaultText(name, { message: message.replaceAll(path, () => name) })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1)
}

/** Why a file did not end well. */
export interface FileFault {
  message: string
  /** What the message speaks of; absent where only its words are known. */
  subject?: string | undefined
  remedy?: string | undefined
  code?: string | undefined
}
