import type { ElectronApplication } from 'playwright-core'

export interface Said {
  channel: string
  /** The frame it comes from, as the app would see it; null for one that has gone. */
  frame: object | null
  words: unknown[]
}

/** Says something to the main process as if it came from that frame. Answers what came back, and how often whoever spoke was told something. */
export async function sayTo(app: ElectronApplication, said: Said): Promise<{ answer: unknown; toldPage: number }> {
  return app.evaluate(async ({ ipcMain }, { channel, frame, words }) => {
    let toldPage = 0
    const sender = { send: () => toldPage++, isDestroyed: () => false, on() {}, once() {} }
    const event = { sender, senderFrame: frame, preventDefault() {} }
    // Electron keeps the handlers of `invoke` here; so does the stand-in.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (...all: unknown[]) => unknown>
    }
    const answer = await handlers.get(channel)?.(event, ...words)
    ipcMain.emit(channel, event, ...words)
    return { answer: answer ?? null, toldPage }
  }, said)
}
