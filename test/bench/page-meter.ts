import type { Locator, Page } from 'playwright-core'

export interface Felt {
  /** Longest time the page did nothing else; 0 when no task took 50 ms or more. */
  longestMs: number
  /** Between one frame and the next. */
  framesMs: number[]
}

/** Watches frames and long tasks of a page while something is done to it. */
export async function meter(page: Page, during: () => Promise<void>): Promise<Felt> {
  await page.evaluate(`{
    const felt = { longestMs: 0, framesMs: [] }
    globalThis.felt = felt
    felt.watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) felt.longestMs = Math.max(felt.longestMs, duration)
    })
    felt.watch.observe({ entryTypes: ['longtask'] })
    let lastMs = performance.now()
    const frame = (nowMs) => {
      felt.framesMs.push(nowMs - lastMs)
      lastMs = nowMs
      felt.frame = requestAnimationFrame(frame)
    }
    felt.frame = requestAnimationFrame(frame)
  }`)
  await during()
  return page.evaluate(`(() => {
    const { longestMs, framesMs, watch, frame } = globalThis.felt
    watch.disconnect()
    cancelAnimationFrame(frame)
    return { longestMs, framesMs: framesMs.slice(1) }
  })()`)
}

/** Scrolls the list of files a little with every frame, and far away once a second, as somebody would who drags the bar. */
export async function scrollThrough(page: Page, { seconds }: { seconds: number }): Promise<void> {
  await page.locator('.rows').dispatchEvent('wheel')
  await page.evaluate(`new Promise((resolve) => {
    const rows = document.querySelector('.rows')
    const frames = ${seconds * 60}
    let nth = 0
    const frame = () => {
      if (nth++ >= frames) return resolve()
      rows.scrollTop = nth % 60 === 0 ? (rows.scrollHeight * nth) / frames : rows.scrollTop + 90
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })`)
}

/** What the page holds, after what nobody needs any more is gone. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** From the beginning of an act until what it leads to is seen. */
export async function timedUntil(act: () => Promise<unknown>, seen: Locator): Promise<number> {
  const startedMs = performance.now()
  await act()
  await seen.waitFor()
  return performance.now() - startedMs
}
