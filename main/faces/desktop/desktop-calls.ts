import type { WebContents } from 'electron'
import {
  type DesktopAnswers,
  type DesktopCall,
  type DesktopInput,
  type DesktopReply,
  desktopCalls,
} from '../../../contract/desktop.ts'
import { checkedInput } from '../../../contract/checked-input.ts'
import { Fault } from '../../../contract/fault.ts'
import { z } from 'zod'
import { channels } from './channels.ts'
import { answerPages } from './page-channel.ts'

/** What answers each call; inputs have been checked. `page` is who asks. */
export type CallAnswers = {
  [C in DesktopCall]: (
    input: z.output<(typeof desktopCalls)[C]>,
    page: WebContents,
  ) => DesktopAnswers[C] | Promise<DesktopAnswers[C]>
}

const takes = z.tuple([z.string().max(100), z.unknown()])

/** Listens to the calls of own pages, each checked by its schema before anything else sees it. */
export function answerCalls(answers: CallAnswers): void {
  const answer = async ([name, input]: z.output<typeof takes>, page: WebContents): Promise<DesktopReply> => {
    try {
      const call = checkedCall(name, input)
      const act = answers[call.name] as (input: unknown, page: WebContents) => unknown
      return { value: await act(call.input, page) }
    } catch (error) {
      return { fault: Fault.from(error, name).toWire() }
    }
  }
  const fault = new Fault('not-permitted', { subject: 'a page that is not Millrace' }).toWire()
  answerPages<z.output<typeof takes>, DesktopReply>(channels.call, { takes, answer, refused: { fault } })
}

function checkedCall(name: string, input: unknown): { name: DesktopCall; input: DesktopInput<DesktopCall> } {
  if (!Object.hasOwn(desktopCalls, name))
    throw new Fault('usage-wrong', { subject: name, why: 'There is no such call.' })
  const call = name as DesktopCall
  return { name: call, input: checkedInput(call, desktopCalls[call], input) }
}
