export interface SecurityRow {
  /** Numbers of Electron's own security guide; none for what we add. */
  numbers: number[]
  rule: string
  /** What fails when it is broken: a file, and a test or a line in it. */
  keptBy: [file: string, says: string][]
}

const pages = 'test/desktop/security.test.ts'
const addresses = 'main/faces/desktop/app-pages.test.ts'
const grants = 'main/faces/desktop/engine/desktop-grants.test.ts'
const table = 'test/house/table.ts'
const packaged = 'test/packages/packaged-copy.test.ts'

/** Electron's security guide, row by row, and what holds each of them here. `security-rows.test.ts` looks that all of it is there. */
export const securityRows: SecurityRow[] = [
  {
    numbers: [1, 8],
    rule: 'only secure content, none from another place',
    keptBy: [
      [pages, 'it cannot leave, nor open windows, nor reach another place'],
      [table, 'allowRunningInsecureContent: never'],
    ],
  },
  {
    numbers: [2, 3, 4],
    rule: 'no Node in pages, a world apart for the preload, a sandbox around both',
    keptBy: [
      [pages, 'a page has no Node, a world apart and a sandbox, in every window'],
      [table, "'new BrowserWindow': oneWindow"],
      [table, 'webPreferences: oneWindow'],
      [table, 'nodeIntegrationInWorker: never'],
    ],
  },
  { numbers: [5], rule: 'permissions are refused', keptBy: [[pages, 'it is granted nothing but copying text']] },
  {
    numbers: [6, 9, 10],
    rule: 'webSecurity stays on, nothing experimental',
    keptBy: [
      [table, 'webSecurity: oneWindow'],
      [table, 'experimentalFeatures: never'],
      [table, 'enableBlinkFeatures: never'],
    ],
  },
  {
    numbers: [7],
    rule: 'a strict content security policy',
    keptBy: [
      [pages, 'no script that is not ours runs in it'],
      [addresses, 'the page of the app comes with a policy that lets nothing else in'],
    ],
  },
  {
    numbers: [11, 12],
    rule: 'no webview',
    keptBy: [
      [pages, 'it can embed no other page'],
      [table, 'webviewTag: never'],
    ],
  },
  {
    numbers: [13, 14],
    rule: 'pages stay where they are and open no windows',
    keptBy: [[pages, 'it cannot leave, nor open windows, nor reach another place']],
  },
  { numbers: [15], rule: 'no address is handed to the system', keptBy: [[table, 'openExternal: {']] },
  {
    numbers: [16],
    rule: 'an Electron that is looked after',
    keptBy: [['test/desktop/security-rows.test.ts', 'Electron is pinned, and is the one that this was written for']],
  },
  {
    numbers: [17],
    rule: 'who speaks is looked at, and what they say',
    keptBy: [
      [pages, 'who is no page of ours is heard on no channel, and who says something else neither'],
      [pages, 'calls are checked, and none takes a path'],
      [table, 'ipcMain: {'],
    ],
  },
  {
    numbers: [18],
    rule: 'no file:// pages; app:// stays inside its folder',
    keptBy: [
      [addresses, 'no address leads out of the folder of the screens'],
      [addresses, 'only the own host answers, and files are only read'],
      [table, 'loadFile: never'],
    ],
  },
  { numbers: [19], rule: 'the fuses are shut', keptBy: [[packaged, 'the fuses are shut']] },
  {
    numbers: [20],
    rule: 'nothing of Electron in the page but the bridge',
    keptBy: [
      [pages, 'the page is given one bridge, and nothing else of Electron'],
      [table, 'ipcRenderer: {'],
    ],
  },
  {
    numbers: [],
    rule: 'a page names only what a person gave',
    keptBy: [
      [pages, 'a file the page makes up is granted nothing'],
      ['test/desktop/files.test.ts', 'a page can use only what it was given, and no longer than it is'],
      [grants, 'what was given is given with all below it, and nothing beside it'],
      [grants, 'nothing of the app’s own is given away, be it asked for by name, from above or by a link'],
    ],
  },
  {
    numbers: [],
    rule: 'one app, and links that run nothing',
    keptBy: [
      ['test/desktop/outside.test.ts', 'a second start hands over what it was given and ends'],
      ['test/desktop/outside.test.ts', 'a link shows a recipe and runs nothing; any other is refused in words'],
      ['main/faces/desktop/outside/request.test.ts', 'a link can do nothing else'],
    ],
  },
]
