import { type Fault, faultTable, type WireFault } from '../../contract/fault.ts'
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

/** A fault in one line, for a toast or a note. */
export function faultText(fault: Fault | WireFault): string {
  const { what, why } = faultWords(fault)
  return [what, why].filter((part) => part !== '').join(' ')
}
