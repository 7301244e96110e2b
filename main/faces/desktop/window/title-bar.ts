import { type BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron'

/** As the toolbar of the screens: `--h-toolbar`, `--bg-content`, `--text-2` and `--bg-window` in `renderer/ui/styles/tokens.css`. */
const toolbarPx = 52
const colours = {
  light: { color: '#ffffff', symbolColor: '#4e5658' },
  dark: { color: '#191d1e', symbolColor: '#b0b8b9' },
}
const background = { light: '#f3f4f2', dark: '#131617' }

const look = () => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light')

/** The page draws the title bar: on macOS the buttons stand in it, on Windows and Linux they lie over its right end. */
export function titleBarOptions(): BrowserWindowConstructorOptions {
  const backgroundColor = background[look()]
  return process.platform === 'darwin'
    ? { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 18, y: 19 }, backgroundColor }
    : { titleBarStyle: 'hidden', titleBarOverlay: { ...colours[look()], height: toolbarPx }, backgroundColor }
}

/** Keeps the buttons and the ground of the window as light or dark as its page. */
export function followLook(window: BrowserWindow): void {
  const follow = () => {
    window.setBackgroundColor(background[look()])
    if (process.platform !== 'darwin') window.setTitleBarOverlay({ ...colours[look()], height: toolbarPx })
  }
  nativeTheme.on('updated', follow)
  window.once('closed', () => nativeTheme.off('updated', follow))
}
