import { EventEmitter } from 'node:events'

type Handler = (event: object, ...words: unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** What a page gets for `invoke`: the answer as JSON has it, or the error as text, as in Electron. */
  async answer(event: object, channel: string, words: unknown[]): Promise<{ value?: unknown; error?: string }> {
    try {
      const handler = this.#handlers.get(channel)
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
