import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopAsk, DesktopBridge, DesktopReply } from '../../../contract/desktop.ts'
import { channels, type PageFacts } from './channels.ts'
import { lineOpener } from './preload-line.ts'

// Runs in the page's sandbox, in a world of its own. Everything the page gets of Electron is this object; no event, no channel name goes through.

const { platform, version } = factsIn(process.argv)

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
  openLine: lineOpener(ipcRenderer),
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
