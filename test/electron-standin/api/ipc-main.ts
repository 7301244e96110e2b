import { EventEmitter } from 'node:events'

type Handler = (event: object, ...words: unknown[]) => unknown

class IpcMain extends EventEmitter {
  /** By Electron's own name for it, so that a test can speak to a handler in either. */
  readonly _invokeHandlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this._invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._invokeHandlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this._invokeHandlers.delete(channel)
  }

  /** What a page gets for `invoke`: the answer as JSON has it, or the error as text, as in Electron. */
  async answer(event: object, channel: string, words: unknown[]): Promise<{ value?: unknown; error?: string }> {
    try {
      const handler = this._invokeHandlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const value = await handler(event, ...words)
      structuredClone(value)
      return { value }
    } catch (error) {
      return { error: String(error) }
    }
  }
}

export const ipcMain = new IpcMain()
