import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopAsk, MenuCommand } from '../../../../contract/desktop.ts'
import { type DesktopTexts } from '../texts/en.ts'

const isMac = process.platform === 'darwin'
const separator: MenuItemConstructorOptions = { type: 'separator' }

export interface MenuActions {
  /** Brings the window to the front and has its page do it. */
  ask: (ask: DesktopAsk) => void
}

/** The menu bar: on macOS always there, elsewhere behind Alt. What a page can do it asks the page for, so that there is one way to do it. */
export function showMenu(t: DesktopTexts, actions: MenuActions): void {
  const bars = [...(isMac ? [appMenu(t, actions)] : []), fileMenu(t, actions), editMenu(t), goMenu(t, actions)]
  const template = [...bars, batchMenu(t, actions), viewMenu(t), windowMenu(t), helpMenu(t, actions)]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

type Item = MenuItemConstructorOptions

/** An entry that has the page do something. */
function asking({ ask }: MenuActions, asked: DesktopAsk) {
  const id = asked.type === 'command' ? asked.command : asked.type === 'go' ? `go ${asked.hash}` : asked.type
  return (label: string, accelerator = ''): Item => ({
    id,
    label,
    click: () => ask(asked),
    ...(accelerator === '' ? {} : { accelerator }),
  })
}

const commanding = (actions: MenuActions, command: MenuCommand) => asking(actions, { type: 'command', command })
const going = (actions: MenuActions, hash: string) => asking(actions, { type: 'go', hash })

function appMenu(t: DesktopTexts, actions: MenuActions): Item {
  const settings = going(actions, '#/settings')(t.settings, 'Cmd+,')
  const roles: Item[] = [{ role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }]
  const about: Item = { role: 'about', label: t.about }
  return { label: app.name, submenu: [about, separator, settings, separator, ...roles, separator, quitItem(t)] }
}

function fileMenu(t: DesktopTexts, actions: MenuActions): Item {
  const adding = [
    commanding(actions, 'add-files')(t.addFiles, 'CmdOrCtrl+O'),
    commanding(actions, 'add-folder')(t.addFolder, 'CmdOrCtrl+Shift+O'),
  ]
  const recent: Item[] = isMac ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }] : []
  const ending: Item[] = isMac
    ? [{ role: 'close', label: t.closeWindow }]
    : [going(actions, '#/settings')(t.settings, 'Ctrl+,'), separator, quitItem(t)]
  return { label: t.file, submenu: [...adding, ...recent, separator, ...ending] }
}

function quitItem(t: DesktopTexts): Item {
  return { id: 'quit', label: t.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() }
}

function editMenu(t: DesktopTexts): Item {
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const
  return { label: t.edit, submenu: roles.map((role) => ({ role })) }
}

function goMenu(t: DesktopTexts, actions: MenuActions): Item {
  const places = [
    ['#/', t.home],
    ['#/runs', t.runs],
    ['#/recipes', t.recipes],
    ['#/watch', t.watch],
    ['#/history', t.history],
  ] as const
  const items = places.map(([hash, label], nth) => going(actions, hash)(label, `CmdOrCtrl+${nth + 1}`))
  return { label: t.go, submenu: items }
}

function batchMenu(t: DesktopTexts, actions: MenuActions): Item {
  const submenu = [
    commanding(actions, 'pause-all')(t.pauseAll, 'CmdOrCtrl+Shift+P'),
    commanding(actions, 'resume-all')(t.resumeAll),
    separator,
    commanding(actions, 'commands')(t.commands, 'CmdOrCtrl+K'),
  ]
  return { label: t.batch, submenu }
}

/** No way to the tools of developers in what is installed. */
function viewMenu(t: DesktopTexts): Item {
  const zoom: Item[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
  ]
  const tools: Item[] = app.isPackaged ? [] : [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
  return { label: t.view, submenu: [...zoom, ...tools] }
}

function windowMenu(t: DesktopTexts): Item {
  return {
    label: t.window,
    submenu: [{ role: 'minimize' }, { role: 'zoom' }, ...(isMac ? [{ role: 'front' } as const] : [])],
  }
}

function helpMenu(t: DesktopTexts, actions: MenuActions): Item {
  return { role: 'help', label: t.help, submenu: [commanding(actions, 'shortcuts')(t.shortcuts)] }
}
