import { type Fault, type FaultCode, faultTable, type WireFault } from '../../contract/fault.ts'
import { phrasesNow } from './said.ts'
import { nameOf, shown } from './shown-path.ts'

export interface FaultWords {
  what: string
  why: string
  remedy: string
}

type Told = Pick<WireFault, 'code' | 'why' | 'remedy' | 'subject'>

/** What happened, why, and what to do, each by itself. The file is named as people name it; where it lies stands beside. */
export function faultWords({ code, why, remedy, subject }: Told): FaultWords {
  const words = phrasesNow()
  const sentence = words(faultTable[code].sentence)
  const what = shown(sentence.replace('{subject}', () => nameOf(words(subject))))
  return { what, why: shown(words(why)), remedy: words(remedy) }
}

/** What is told of a fault by its code alone, about a thing that has a name in this language; null for a code of another Millrace. */
export function codeWords(code: string, told: { why: string; subject: string }): FaultWords | null {
  if (!Object.hasOwn(faultTable, code)) return null
  return faultWords({ code: code as FaultCode, remedy: faultTable[code as FaultCode].remedy, ...told })
}

/** A fault in one line, for a toast or a note. */
export function faultText(fault: Fault | WireFault): string {
  const { what, why } = faultWords(fault)
  return lineOf(what, why)
}

/** The same, with what to do about it. */
export function faultAdvice(fault: Fault | WireFault): string {
  return lineOf(faultText(fault), faultWords(fault).remedy)
}

const lineOf = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ')
