import { Fault } from '../../../../contract/fault.ts'
import type { Verb } from '../command-spec.ts'
import { watchHere } from '../watch/foreground.ts'
import { isKeptAction, withKept } from '../watch/kept.ts'

/** A first word that is an action is one; a folder of that name is written `./list`. */
export const watch: Verb = async (call) => {
  const [first, ...rest] = call.words
  if (first === undefined)
    throw new Fault('usage-wrong', { subject: 'watch', why: 'Say which folders, or add, list, status and so on.' })
  return isKeptAction(first) ? withKept(first, { ...call, words: rest }) : watchHere(call)
}
