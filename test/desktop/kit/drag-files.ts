import type { Page } from 'playwright-core'

/**
 * Drags files of the disk over the window and lets them go once the window shows what hangs over it, by the browser's own drag events, as the
 * file manager does. What is let go before the page has answered that it takes it is lost, with a hand as well.
 */
export async function dragFiles(page: Page, paths: string[]): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    line.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data })
  const held = page.locator('.dropover')
  await drag('dragEnter')
  await drag('dragOver')
  await held.waitFor()
  await drag('dragOver')
  await drag('drop')
  await held.waitFor({ state: 'detached' })
  await line.detach()
}
