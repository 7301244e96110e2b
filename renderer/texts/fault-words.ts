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
  const called = words(subject)
  const told = sentence.replace('{subject}', () => nameOf(called))
  // A name keeps its blanks.
  const what = shown(called === subject ? told : tidied(told))
  const here = remedy === faultTable[code].remedy ? screenRemedies[code] : undefined
  return { what, why: shown(words(why)), remedy: words(here ?? remedy) }
}

/** What any one of many files is called, at the beginning of a sentence and within it. */
export interface AnyFile {
  first: string
  within: string
}

/** What is told of a fault by its code alone, about whichever file; null for a code of another Millrace. */
export function codeWords(code: string, { why, file }: { why: string; file: AnyFile }): FaultWords | null {
  if (!Object.hasOwn(faultTable, code)) return null
  const known = code as FaultCode
  const words = faultWords({ code: known, remedy: faultTable[known].remedy, why, subject: '' })
  return { ...words, what: ofAnyFile(faultTable[known].sentence, file) }
}

/** As in “The archive {subject}”: the sentence says itself what it is about, and only the name follows. */
const namesItsKind = /^The [^{]*(?<! of| for| on| at|:) \{subject\}/

function ofAnyFile(sentence: string, { first, within }: AnyFile): string {
  const text = phrasesNow()(sentence)
  const name = namesItsKind.test(sentence) ? '' : text.startsWith('{subject}') ? first : within
  return tidied(text.replace('{subject}', () => name))
}

/** No gap where a name was left out. Names stand apart from Chinese around them; words that are Chinese themselves do not. */
function tidied(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,。，])/g, '')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
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
