import type { Page } from 'playwright-core'
import type { DesktopBridge, DesktopReply } from '../../../contract/desktop.ts'

/** Calls the app as code in the page could, by any name and with anything. */
export async function callFromPage(page: Page, name: string, input: object): Promise<DesktopReply> {
  return page.evaluate(
    ([asked, given]) => {
      const { millrace } = globalThis as unknown as { millrace: DesktopBridge }
      return millrace.call(asked as never, given)
    },
    [name, input] as const,
  )
}
