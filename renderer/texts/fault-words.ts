import { type Fault, type FaultCode, type WireFault } from '../../contract/fault.ts'
import { faultTable } from '../../contract/fault-table.ts'
import { phrasesNow } from './said.ts'
import { screenRemedies } from './screen-remedies.ts'
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
  const here = remedy === faultTable[code].remedy ? screenRemedies[code] : undefined
  return { what, why: shown(words(why)), remedy: words(here ?? remedy) }
}

/** What is told of a fault by its code alone, about a thing that has a name in this language; null for a code of another Millrace. */
export function codeWords(code: string, told: { why: string; subject: string }): FaultWords | null {
  if (!Object.hasOwn(faultTable, code)) return null
  const words = faultWords({ code: code as FaultCode, remedy: faultTable[code as FaultCode].remedy, ...told })
  return { ...words, what: tight(words.what, told.subject) }
}

/** Names stand apart from Chinese around them; a word that is Chinese itself does not. */
function tight(text: string, word: string): string {
  return /\p{Script=Han}/u.test(word) ? text.replaceAll(` ${word}`, word).replaceAll(`${word} `, word) : text
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

/** Sentences one after the other, as the language sets them. */
export function lineOf(...parts: string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll('。 ', '。')
}
