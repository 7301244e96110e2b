import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopAsk, DesktopBridge, DesktopReply } from '../../../contract/desktop.ts'
import { channels, type LineMessage, type PageFacts } from './channels.ts'

// Runs in the page's sandbox, in a world of its own. Everything the page gets of Electron is this object; no event, no channel name goes through.

const { platform, version } = factsIn(process.argv)
let lastLine = 0

const bridge: DesktopBridge = {
  platform,
  version,
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input) as Promise<DesktopReply>,
  // Paths are read here, where the page cannot make any up, and only those are granted.
  takeFiles: (files) =>
    ipcRenderer.invoke(
      channels.files,
      files.map((file) => webUtils.getPathForFile(file)),
    ) as Promise<string[]>,
  async openLine({ hear, lost }) {
    const line = ++lastLine
    const told = (_: unknown, message: LineMessage) => {
      if (message.line !== line) return
      if ('text' in message) return hear(message.text)
      ipcRenderer.off(channels.line, told)
      lost()
    }
    ipcRenderer.on(channels.line, told)
    const say = (message: LineMessage) => ipcRenderer.send(channels.line, message)
    const opened = (await ipcRenderer.invoke(channels.openLine, line)) as boolean
    if (!opened) throw new Error('The engine does not answer.')
    return {
      send: (text) => say({ line, text }),
      close() {
        ipcRenderer.off(channels.line, told)
        say({ line, ended: true })
      },
    }
  },
  onAsk(hear) {
    const told = (_: unknown, ask: DesktopAsk) => hear(ask)
    ipcRenderer.on(channels.ask, told)
    ipcRenderer.send(channels.listening)
    return () => void ipcRenderer.off(channels.ask, told)
  },
}

contextBridge.exposeInMainWorld('millrace', bridge)

/** The window tells its preload by an argument what it could not find out. */
function factsIn(argv: readonly string[]): PageFacts {
  const said = argv.find((word) => word.startsWith('--millrace='))?.slice('--millrace='.length)
  return said === undefined ? { platform: 'linux', version: '' } : (JSON.parse(said) as PageFacts)
}
