import type { Page } from 'playwright-core'

/** Drags files of the disk over the window and lets them go, by the browser's own drag events, as the file manager does. */
export async function dragFiles(page: Page, paths: string[]): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await line.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data })
  await line.detach()
}
