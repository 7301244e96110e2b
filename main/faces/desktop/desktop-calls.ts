import { ipcMain, type WebContents } from 'electron'
import {
  type DesktopAnswers,
  type DesktopCall,
  type DesktopInput,
  type DesktopReply,
  desktopCalls,
} from '../../../contract/desktop.ts'
import { Fault } from '../../../contract/fault.ts'
import type { z } from 'zod'
import { channels } from './channels.ts'
import { isTrusted } from './trusted-sender.ts'

/** What answers each call; inputs have been checked. `page` is who asks. */
export type CallAnswers = {
  [C in DesktopCall]: (
    input: z.output<(typeof desktopCalls)[C]>,
    page: WebContents,
  ) => DesktopAnswers[C] | Promise<DesktopAnswers[C]>
}

/** Listens to the calls of own pages, each checked by its schema before anything else sees it. */
export function answerCalls(answers: CallAnswers): void {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown): Promise<DesktopReply> => {
    try {
      if (!isTrusted(event)) throw new Fault('not-permitted', { subject: 'a page that is not Millrace' })
      const call = checkedCall(name, input)
      const answer = answers[call.name] as (input: unknown, page: WebContents) => unknown
      return { value: await answer(call.input, event.sender) }
    } catch (error) {
      return { fault: Fault.from(error, String(name)).toWire() }
    }
  })
}

function checkedCall(name: unknown, input: unknown): { name: DesktopCall; input: DesktopInput<DesktopCall> } {
  if (typeof name !== 'string' || !Object.hasOwn(desktopCalls, name))
    throw new Fault('usage-wrong', { subject: String(name), why: 'There is no such call.' })
  const call = name as DesktopCall
  const parsed = desktopCalls[call].safeParse(input)
  if (parsed.success) return { name: call, input: parsed.data }
  const why = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ')
  throw new Fault('usage-wrong', { subject: call, why })
}
