import type { WireFault } from '../../contract/fault.ts'
import { nameOf, shown } from './shown-path.ts'

export interface FaultWords {
  what: string
  why: string
  remedy: string
}

/** What happened, why, and what to do, each by itself. The file is named as people name it; where it lies stands beside. */
export function faultWords({ message, why, remedy, subject }: WireFault): FaultWords {
  const sentence = why !== '' && message.endsWith(why) ? message.slice(0, -why.length).trim() : message
  return { what: shown(sentence.replace(subject, () => nameOf(subject))), why: shown(why), remedy }
}
