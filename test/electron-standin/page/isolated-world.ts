import type { bridgeSide } from './bridge-side.ts'

export interface WorldParts {
  bridge: ReturnType<typeof bridgeSide>
  /** The preload as a CommonJS module. */
  preload: (module: object, require: (name: string) => unknown, process: object) => void
  process: object
}

type Heard = (event: object, ...words: unknown[]) => void

/**
 * The world of a sandboxed preload: what `require('electron')` gives there, over one binding that leads to the main process. Has to stand
 * alone, since it is put into the page as text. Only JSON crosses: anything else is refused here, so that no test passes with what it lost on the way.
 */
export function isolatedWorld({ bridge, preload, process }: WorldParts): void {
  const world = globalThis as unknown as Record<string, unknown> & { standinTell: (message: string) => void }
  const listeners = new Map<string, Heard[]>()
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0

  const copy = (words: unknown[]): unknown[] => {
    const text = JSON.stringify(structuredClone(words))
    return JSON.parse(text) as unknown[]
  }
  const tell = (message: object) => world.standinTell(JSON.stringify(message))

  world['standinHear'] = (text: string) => {
    const message = JSON.parse(text) as {
      channel: string
      id?: number
      words?: unknown[]
      value?: unknown
      error?: string
    }
    const { channel, id, words = [], value, error } = message
    if (id === undefined) return (listeners.get(channel) ?? []).forEach((heard) => heard({ ports: [] }, ...words))
    const waits = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) waits?.resolve(value)
    else waits?.reject(new Error(`Error invoking remote method '${channel}': ${error}`))
  }

  /** The main process answers while this world is halted: the only way to a value at once. */
  const askAtOnce = (question: { file: unknown; answer?: string }) => {
    world['standinQuestion'] = question
    // biome-ignore lint/suspicious/noDebugger: it is what halts this world
    debugger
    return question.answer ?? ''
  }

  const ipcRenderer = {
    invoke(channel: string, ...words: unknown[]) {
      const id = ++lastId
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      tell({ type: 'invoke', channel, id, words: copy(words) })
      return answer.promise
    },
    send: (channel: string, ...words: unknown[]) => tell({ type: 'send', channel, words: copy(words) }),
    on(channel: string, heard: Heard) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), heard])
      return ipcRenderer
    },
    off(channel: string, heard: Heard) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== heard),
      )
      return ipcRenderer
    },
  }
  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) },
    webUtils: { getPathForFile: (file: unknown) => askAtOnce({ file }) },
  }
  const require = (name: string) => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  try {
    preload({ exports: {} }, require, process)
  } catch (error) {
    tell({ type: 'preload-error', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
