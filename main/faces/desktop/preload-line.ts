import type { IpcRenderer } from 'electron'
import type { DesktopBridge } from '../../../contract/desktop.ts'
import { channels, type LineMessage } from './channels.ts'

/** Opens lines to the engine over IPC, each with a number of its own. Rejects while the engine does not answer. */
export function lineOpener(ipc: Pick<IpcRenderer, 'on' | 'off' | 'send' | 'invoke'>): DesktopBridge['openLine'] {
  let lastLine = 0
  return async ({ hear, lost }) => {
    const line = ++lastLine
    const told = (_: unknown, message: LineMessage) => {
      if (message.line !== line) return
      if ('text' in message) return hear(message.text)
      deafen()
      lost()
    }
    const deafen = () => void ipc.off(channels.line, told)
    const say = (message: LineMessage) => ipc.send(channels.line, message)
    ipc.on(channels.line, told)
    const opened = await ipc.invoke(channels.openLine, line).catch(() => false)
    if (opened !== true) {
      deafen()
      throw new Error('The engine does not answer.')
    }
    return {
      send: (text) => say({ line, text }),
      close() {
        deafen()
        say({ line, ended: true })
      },
    }
  }
}
