import type { Page } from 'playwright-core'
import type { CommandInput, CommandName } from '../../../contract/command.ts'
import type { DesktopBridge } from '../../../contract/desktop.ts'
import { contractVersion } from '../../../contract/contract-version.ts'

/** Asks the engine as a page would, over a line of its own; the page's own line mends itself after. Rejects with what the engine says is wrong. */
export async function askFromPage<C extends CommandName>(
  page: Page,
  command: C,
  input: CommandInput<C>,
): Promise<unknown> {
  return page.evaluate(
    async ({ hello, question }) => {
      const { millrace } = globalThis as unknown as { millrace: DesktopBridge }
      const answers = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>()
      const hear = (text: string) => {
        const message = JSON.parse(text) as { id: number; result?: unknown; error?: { message: string } }
        answers.get(message.id)?.(message)
      }
      const line = await millrace.openLine({ hear, lost() {} })
      const ask = async (id: number, method: string, params: unknown) => {
        const answer = new Promise<{ result?: unknown; error?: { message: string } }>((resolve) =>
          answers.set(id, resolve),
        )
        line.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
        const { result, error } = await answer
        if (error) throw new Error(error.message)
        return result
      }
      await ask(1, 'hello', hello)
      return ask(2, question.command, question.input)
    },
    { hello: { contractVersion }, question: { command, input } },
  )
}
